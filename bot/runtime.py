"""Rasa as this project runs it: without TensorFlow, and with the custom actions in the same process.

`prepare()` must run before Rasa is first imported.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from abc import ABCMeta
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import structlog

ROOT = Path(__file__).parents[1]
ABSENT = ("tensorflow", "keras")


class _InertMeta(ABCMeta):
    """Lets Rasa's modules be imported: names, base classes and annotations resolve, and nothing can run."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _inert(name)

    def __getitem__(cls, item: Any) -> Any:
        return cls

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return cls


def _inert(name: str) -> Any:
    return _InertMeta(name, (), {})


class _InertModule(ModuleType):
    __version__ = "0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _inert(name)


class _InertFinder(MetaPathFinder, Loader):
    """Answers for TensorFlow, which is not installed: Rasa imports it for components that we do not use."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name.split(".")[0].split("_")[0] in ABSENT else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def prepare(actions_in_process: bool = True) -> None:
    """Make Rasa importable, quiet about usage and able to find our classes from any working directory.

    Args:
        actions_in_process: False leaves the custom actions to an action server, as Rasa does by itself.
    """
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    if not any(isinstance(finder, _InertFinder) for finder in sys.meta_path):
        # spaCy and thinc only probe for TensorFlow, and must find that it is not there.
        import spacy  # noqa: F401

        sys.meta_path.append(_InertFinder())
    # Sanic shows deprecations from when it is imported.
    import sanic.app  # noqa: F401

    _quiet_libraries()
    _name_our_files()
    _keep_no_second_store()
    if actions_in_process:
        _run_actions_in_process()


def _quiet_libraries() -> None:
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    # Rasa says this of every domain that has slots.
    warnings.filterwarnings("ignore", message="(?s).*Slot auto-fill")
    # Unconfigured, structlog prints every debug event of Rasa, with the text of the message.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def _name_our_files() -> None:
    """Make our files the defaults of every Rasa command."""
    from rasa.shared import constants

    for name in ("config", "domain", "endpoints", "credentials"):
        setattr(constants, f"DEFAULT_{name.upper()}_PATH", str(ROOT / f"bot/{name}.yml"))
    for name in ("data", "models"):
        setattr(constants, f"DEFAULT_{name.upper()}_PATH", str(ROOT / name))


def _keep_no_second_store() -> None:
    """Rasa wraps every tracker store in one that keeps the conversation in memory when the first one fails."""
    import rasa.core.agent

    rasa.core.agent.FailSafeTrackerStore = _itself  # type: ignore[assignment,misc]


def _itself(store: Any) -> Any:
    return store


def _run_actions_in_process() -> None:
    from rasa.core.actions.action import RemoteAction
    from rasa.core.utils import AvailableEndpoints

    from bot.action_endpoint import InProcessActions

    stock = AvailableEndpoints.read_endpoints.__func__  # type: ignore[attr-defined]

    def read_endpoints(cls: type[AvailableEndpoints], endpoint_file: str) -> AvailableEndpoints:
        endpoints: AvailableEndpoints = stock(cls, endpoint_file)
        endpoints.action = InProcessActions()
        return endpoints

    AvailableEndpoints.read_endpoints = classmethod(read_endpoints)  # type: ignore[assignment]
    # Nine tenths of a turn went into checking the result of our own action against a constant schema.
    RemoteAction._validate_action_result = lambda self, result: True  # type: ignore[method-assign]

"""The no-logging mode, all of it. Nothing that a person types, and no id or address, is written anywhere.

Rasa, Sanic and Python write in many places: log lines, warnings, tracebacks with local variables, core dumps. None of
it can be trusted to leave a message out, so nothing is written at all: operators look at `/chat/health` and at status
codes.
`check` is the lock on the door: the server does not start, and the channel does not answer, when it finds a fault.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
import threading
import warnings
from typing import Any, NoReturn

import structlog
from rasa.core.agent import Agent

from bot.stateless import NoLockStore, StatelessTrackerStore


class NotSilent(RuntimeError):
    """Something could write or keep a conversation."""


_wanted = True


def switch_off() -> None:
    """For a developer with invented messages only: let Rasa and Python write what they like."""
    global _wanted
    _wanted = False


def wanted() -> bool:
    """Whether the no-logging mode is on, which it is unless it was switched off."""
    return _wanted


def mute() -> None:
    """Close every way out. Must run after Rasa has set up its logging, and may run again."""
    if not _wanted:
        return
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    _mute_logging()
    warnings.simplefilter("ignore")
    warnings.showwarning = _say_nothing
    sys.excepthook = threading.excepthook = sys.unraisablehook = _say_nothing
    # A core dump would hold the memory of the process, and so the last messages.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _mute_logging() -> None:
    logging.disable(sys.maxsize)
    logging.lastResort = None
    for logger in (logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)):
        logger.handlers.clear()
    structlog.configure(processors=[_drop], cache_logger_on_first_use=False)


def _say_nothing(*args: Any, **kwargs: Any) -> None:
    pass


def _drop(logger: Any, method: str, event: Any) -> NoReturn:
    raise structlog.DropEvent


def check(agent: Agent) -> None:
    """Make sure that nothing of a conversation is kept or written.

    Raises:
        NotSilent: the first fault found; the message holds nothing of a conversation.
    """
    store = agent.tracker_store
    faults = {
        f"the tracker store is a {type(store).__name__}": type(store) is not StatelessTrackerStore,
        f"the lock store is a {type(agent.lock_store).__name__}": type(agent.lock_store) is not NoLockStore,
        "an event broker is set": store.event_broker is not None,
        "messages would go to another NLU server": agent.http_interpreter is not None,
    }
    if _wanted:
        faults |= {
            "logging is on": logging.root.manager.disable < sys.maxsize,
            "a log handler is installed": bool(logging.getLogger().handlers),
            "warnings are shown": warnings.showwarning is not _say_nothing,
            "structlog writes": structlog.get_config()["processors"] != [_drop],
            "telemetry is on": os.environ.get("RASA_TELEMETRY_ENABLED") != "false",
        }
    for fault, present in faults.items():
        if present:
            raise NotSilent(fault)

"""The HTTP server: Sanic with the widget's channel and nothing else of Rasa's."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import rasa.core.agent
from rasa.core.agent import Agent
from rasa.core.channels import channel
from rasa.core.utils import AvailableEndpoints
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic_cors import CORS

from bot import silence
from bot.channel import WidgetInput, refusal
from bot.runtime import ROOT

# 2,000 characters, each at most a pair of six-byte JSON escapes, and a state of under 300 bytes.
LARGEST_BODY = 32 * 1024
REASONS = {404: "there is nothing here", 405: "not with this method", 408: "took too long", 413: "is too large"}


class NoModel(RuntimeError):
    """The agent has no usable model."""


def load_agent(model: Path) -> Agent:
    """The agent of a trained model, with our stores and actions.

    Raises:
        NoModel: the file is missing or cannot be read.
    """
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "bot/endpoints.yml"))
    agent = asyncio.run(rasa.core.agent.load_agent(str(model), endpoints=endpoints))
    if not agent.is_ready():
        raise NoModel(f"{model.name} cannot be loaded")
    return agent


def create_app(agent: Agent) -> Sanic:
    """The application, ready to run. Any website may embed the widget, and no credentials ever come along.

    Raises:
        NotSilent: something could keep or write a conversation.
    """
    app = Sanic("safe_to_ask", configure_logging=False)
    app.ctx.agent = agent
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.ACCESS_LOG = False
    channel.register([WidgetInput()], app, route="/")
    silence.check(agent)
    CORS(
        app,
        resources={r"/chat/*": {"origins": "*", "methods": ["GET", "POST"], "max_age": 600}},
        automatic_options=True,
    )
    app.error_handler.add(Exception, _refuse)
    return app


def _refuse(request: Request, error: Exception) -> HTTPResponse:
    status = error.status_code if isinstance(error, SanicException) else 500
    return refusal("request", REASONS.get(status, "could not be answered"), status)


def serve(app: Sanic, host: str, port: int, workers: int) -> None:
    """Run until stopped."""
    options: dict[str, Any] = {"access_log": False, "debug": False, "backlog": 100}
    app.run(host=host, port=port, workers=workers, **options)

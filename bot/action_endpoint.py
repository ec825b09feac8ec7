"""Runs the custom actions of `actions/` in this process, where Rasa would call an action server over HTTP."""

from __future__ import annotations

from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor


class InProcessActions(EndpointConfig):
    """An action endpoint without a network: nothing of a conversation leaves the process."""

    def __init__(self) -> None:
        # Rasa then leaves the domain, which no action reads, out of every call.
        super().__init__(enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, json: dict[str, Any], **kwargs: Any) -> dict[str, Any] | None:
        """Run the action that `json` (rasa_sdk's ActionCall) names and give its events and responses."""
        result: dict[str, Any] | None = await self._executor.run(json)
        return result

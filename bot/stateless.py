"""A tracker store and a lock store that keep nothing.

The conversation's state travels with each request. The channel puts it into `current_state` for the time of one
request; the tracker store builds the tracker from it and writes the slots back. Nothing is kept between two requests,
so any worker on any machine can answer the next message, and there is nothing to lock.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from actions.situation import SLOTS

State = dict[str, str]

current_state: ContextVar[State] = ContextVar("current_state")


class StatelessTrackerStore(TrackerStore):
    """Knows only the conversation of the running request."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """A new tracker with the slots of the request's state."""
        tracker = DialogueStateTracker(sender_id, self.domain.slots, max_event_history=None)
        for name, value in current_state.get({}).items():
            tracker.update(SlotSet(name, value), self.domain)
        # Rasa's rules begin where the assistant waits for a message.
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME), self.domain)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the slots back into the request's state; the tracker itself is dropped."""
        state = current_state.get({})
        state.clear()
        state.update({name: value for name in SLOTS if (value := tracker.get_slot(name)) is not None})

    async def keys(self) -> Iterable[str]:
        """No conversation is known."""
        return []


class NoLockStore(LockStore):
    """Locks nothing. A custom lock store also lets Rasa run several workers."""

    def __init__(self, endpoint_config: Any = None) -> None:
        pass

    @asynccontextmanager
    async def lock(self, *args: Any, **kwargs: Any) -> AsyncGenerator[TicketLock, None]:
        yield TicketLock("")

    async def cleanup(self, *args: Any) -> None:
        pass

    def is_someone_waiting(self, *args: Any) -> bool:
        return False

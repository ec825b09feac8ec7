"""Whether the assistant works, for the operator: no log says so."""

from __future__ import annotations

import time
from typing import Any

RED_FOR_SECONDS = 300.0


class Health:
    """Red for five minutes after a turn failed. Counts; knows nothing of what was said."""

    def __init__(self, clock: Any = time.monotonic) -> None:
        self._clock, self._failures, self._last = clock, 0, float("-inf")

    def failed(self) -> None:
        """Note that a turn ended in the safe reply."""
        self._failures, self._last = self._failures + 1, self._clock()

    @property
    def good(self) -> bool:
        return bool(self._clock() - self._last > RED_FOR_SECONDS)

    def report(self) -> dict[str, Any]:
        """`{"status": "ok" or "failing", "failures": turns that failed since the start}`."""
        return {"status": "ok" if self.good else "failing", "failures": self._failures}

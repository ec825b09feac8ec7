"""What a deployment decides about languages."""

from __future__ import annotations

import os


def reviewed_only() -> bool:
    """Whether drafts that no translator has checked are left out: SAFE_TO_ASK_REVIEWED_ONLY=1."""
    return os.environ.get("SAFE_TO_ASK_REVIEWED_ONLY", "") not in ("", "0")

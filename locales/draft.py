"""The mark of a draft: a translation that nobody has checked yet, of the English that stands there now.

gettext says "fuzzy" both of a draft and of a translation whose English has changed, and tools lose the previous msgid
when a catalog is updated twice. So a draft carries a translator comment with a digest of its English. When the English
changes, the digest no longer fits, whatever tool did the update, and the old sentence is no longer served.
"""

from __future__ import annotations

import hashlib

from babel.messages.catalog import Message
from babel.messages.pofile import denormalize


def mark(msgid: str) -> str:
    """The comment of a draft of this English sentence, such as `draft 1f3870be`."""
    return f"draft {hashlib.sha256(msgid.encode()).hexdigest()[:8]}"


def is_draft(message: Message) -> bool:
    """Whether a fuzzy entry is a draft of its present English, and not the translation of an older one."""
    return bool(message.fuzzy) and mark(str(message.id)) in message.user_comments


def mark_draft(message: Message) -> None:
    """Make an entry a draft of its present English."""
    message.flags.add("fuzzy")
    message.user_comments = [c for c in message.user_comments if not c.startswith("draft ")] + [mark(str(message.id))]


def read_previous(message: Message) -> None:
    """Take the previous msgid out of the comments, where Babel's reader leaves its lines ("#| msgid ...")."""
    previous = [comment[1:].strip() for comment in message.user_comments if comment.startswith("|")]
    message.user_comments = [comment for comment in message.user_comments if not comment.startswith("|")]
    if previous and previous[0].startswith("msgid "):
        message.previous_id = [denormalize("\n".join(previous).removeprefix("msgid "))]

"""What nobody may be told: promises that no source supports, and words that blame, label or order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Shorthand of the patterns below, which are written in capitals there.
SHORTHAND = {
    "POLICE": r"(?:police|officers?|home office|immigration enforcement|they)",
    "WONT": r"(?:(?:will|can|could|do|does|must|shall)(?: never| not|n['’]t)|won['’]t|can['’]t|cannot|never|"
    r"(?:is|are) (?:never|not) (?:going|allowed) to)",
    "ARENT": r"(?:(?:will|would|can|could)(?: never| not) be|(?:won['’]t|can['’]t|cannot) be|"
    r"are (?:never|not) going to be)",
    "REMOVED": r"(?:deported|detained|removed|arrested|sent (?:away|back|home)|kicked out|locked up|punished)",
    "REMOVE": r"(?:deport|detain|remove|arrest|touch|harm|find|punish)",
    "FULLY": r"(?:completely|fully|totally|absolutely|entirely|perfectly|strictly|always|100 ?%|100 per ?cent)",
    "CHILDREN": r"(?:your|the) (?:children|child|kids|son|daughter|baby)",
    "STAY": r"(?:stay|remain|settle)",
    "HERE": r"(?:in (?:the )?(?:uk|united kingdom|country|britain|england)|here)",
}
# One promise a line.
PROMISES = (
    r"(?:police|officers?) WONT (?:\w+ )?(?:tell|share|report|pass|inform|give|contact the home office)",
    r"(?:home office|immigration enforcement) WONT (?:\w+ )?(?:know|learn|hear|be told|find out|come)",
    r"you ARENT (?:\w+ )?REMOVED",
    r"POLICE WONT REMOVE you",
    r"(?:nobody|no[ -]one) (?:will|can) REMOVE you",
    r"they WONT (?:tell|inform|contact) the (?:home office|police)",
    r"POLICE (?:has|have) no (?:power|right) to REMOVE you",
    r"you (?:will|can) (?:always )?keep CHILDREN",
    r"you WONT lose CHILDREN",
    r"(?:nobody|no[ -]one) (?:will|can) take CHILDREN",
    r"CHILDREN (?:will stay with you|are safe|ARENT taken)",
    r"FULLY (?:confidential|anonymous|safe|private|secret|secure)",
    r"(?:nobody|no[ -]one) (?:will|can|would) (?:ever )?(?:know|find out|see this|be told)",
    r"nothing (?:bad )?(?:will|can) happen to you",
    r"your (?:visa|status|leave|papers|application|data|details|name) (?:is|are|will be|stays?|remains?) (?:safe|kept)",
    r"you (?:are entitled|have (?:a|the) (?:legal )?right|are allowed) to STAY",
    r"you (?:can|may|will) STAY HERE",
    r"you will (?:get|win|receive|be (?:given|granted|protected|safe|believed|allowed))",
    r"you have nothing to (?:fear|worry about|lose)",
    r"there is no risk\b",
    r"it is (?:quite |very )?safe to (?:report|call|tell|go)",
    r"you are safe\b",
    r"we (?:guarantee|promise)",
    r"you qualify",
    r"you should apply",
)
# One label, order or reproach a line. No context makes them better.
LABELS = (
    r"illegals?\b",
    r"illegally (?:here|in the (?:uk|country)|resident)",
    r"illegal (?:im)?migrants?|illegal aliens?",
    r"(?:failed|bogus) asylum",
    r"overstayers?\b",
    r"wife[ -]beater",
    r"victim mentality",
    r"just leave\b",
    r"why (?:did|do) you (?:stay|not leave)|why (?:didn|don)['’]t you",
    r"you should(?: have|['’]ve)",
    r"you (?:must|have to|need to|ought to) report",
    r"(?:is|was) (?:partly )?your (?:own )?fault",
    r"nowhere safe",
    r"unjustified",
    r"don['’]t worry|do not worry",
)
# "Nobody can promise that they will not" promises nothing. What denies a promise stands before it, in the same clause.
DENIAL = re.compile(
    r"\b(?:(?:nobody|no[ -]one) can (?:promise|say|know|tell)|"
    r"we (?:cannot|can['’]t|do not|don['’]t|did not) (?:promise|say|know|find))\b(?:(?!\b(?:but|and)\b)[^,;:])*$|"
    r"\b(?:not|never|if|whether|when|once|until) (?:be )?$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def _compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(rf"(?:{pattern})" for pattern in patterns)
    for short in sorted(SHORTHAND, key=len, reverse=True):  # REMOVED before REMOVE
        joined = joined.replace(short, SHORTHAND[short])
    return re.compile(rf"\b(?:{joined})", re.IGNORECASE)


PROMISE, LABEL = _compiled(PROMISES), _compiled(LABELS)


def forbidden(text: str) -> Iterator[str]:
    """The words of a text that promise or label; a promise that its own clause denies passes."""
    yield from (found.group() for found in LABEL.finditer(text))
    for sentence in SENTENCE_END.split(text):
        yield from (
            found.group() for found in PROMISE.finditer(sentence) if not DENIAL.search(sentence[: found.start()])
        )

"""Chooses the paragraphs of an answer that hold for the person's police force and nation, and says what is missing."""

from __future__ import annotations

from actions.models import Entry, Paragraph
from actions.situation import Situation


def chosen(entry: Entry, situation: Situation, plainer: bool = False) -> list[Paragraph]:
    """What to say: the answer, with the police force's position after its first paragraph, and what is not known."""
    wanted = entry.plainer if plainer and entry.plainer else entry.answer
    shown = [paragraph for paragraph in wanted if fits(paragraph, situation)]
    if situation.nation and any(p.sources for p in wanted) and not any(p.sources for p in shown):
        shown = _from_elsewhere(wanted, situation)
    elif not plainer:
        shown += _missing(wanted, shown, situation)
    position = _position(situation) if entry.police and not plainer else []
    return [*shown[:1], *position, *shown[1:]]


def _from_elsewhere(wanted: tuple[Paragraph, ...], situation: Situation) -> list[Paragraph]:
    nations = tuple(dict.fromkeys(nation for p in wanted if p.sources for nation in p.nations))
    elsewhere = Paragraph(text=situation.content.phrases["other_nation"], nations=nations)
    return [elsewhere, *(p for p in wanted if fits(p, situation) or (p.sources and not p.when))]


def _missing(wanted: tuple[Paragraph, ...], shown: list[Paragraph], situation: Situation) -> list[Paragraph]:
    """A sentence that there is more for other nations, or that less is known for this one."""
    phrases = situation.content.phrases
    if not situation.nation:
        asked = any(paragraph.when in ("no_force", "no_nation") for paragraph in shown)
        more = any(paragraph.when == "nation" for paragraph in wanted) and not asked
        return [Paragraph(text=phrases["other_rules"])] if more else []
    hidden = [p for p in wanted if p.sources and p not in shown and p.when != "no_force"]
    own = [p for p in shown if p.sources and p.nations and not any(set(p.nations) & set(h.nations) for h in hidden)]
    return [Paragraph(text=phrases["less_known"])] if len(hidden) > len(own) else []


def _position(situation: Situation) -> list[Paragraph]:
    if not situation.police_force:
        return []
    unknown = (Paragraph(text=situation.content.phrases["no_position"]),)
    return list(situation.content.positions.get(situation.police_force, unknown))


def fits(paragraph: Paragraph, situation: Situation) -> bool:
    """Whether the paragraph is for a person whose police force and nation are those of the situation."""
    hidden_by = {
        "no_force": bool(situation.police_force),
        "no_nation": bool(situation.nation or situation.police_force),
        "nation": not situation.nation,
    }
    if paragraph.when and hidden_by[paragraph.when]:
        return False
    return not (situation.nation and paragraph.nations) or situation.nation in (*paragraph.nations, *paragraph.told_in)

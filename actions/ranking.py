"""Which services fit a person, and in which order: her groups, language and place, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from actions.models import Entry, Service
from actions.opening import opening
from actions.situation import Situation
from locales import SOURCE_LANGUAGE

MOST_SHOWN = 8
Named = tuple[str, Service]


def ranked(situation: Situation, entry: Entry, now: datetime) -> list[Named]:
    """The services with their ids, the best first: at most eight of the entry, and besides those made for this person.

    One in which the Home Office has a part comes last.
    """
    services = situation.content.services
    ids = dict.fromkeys([*entry.services, *_made_for(situation, entry)]) if entry.services else {}
    fitting = [(id, services[id]) for id in ids if _serves(services[id], situation)]
    fitting.sort(key=lambda named: (named[1].is_of_home_office, not _is_made_for(named[1], situation)))
    besides = sum(id not in entry.services for id, _ in fitting)
    return _open_first(fitting[: MOST_SHOWN + besides], situation, now)


def _made_for(situation: Situation, entry: Entry) -> Iterator[str]:
    for id, service in situation.content.services.items():
        if _is_made_for(service, situation) and set(service.needs) & set(entry.needs):
            yield id


def _is_made_for(service: Service, situation: Situation) -> bool:
    speaks = situation.language != SOURCE_LANGUAGE and situation.language in service.languages
    return speaks or bool(situation.groups_named & set(service.serves))


def _serves(service: Service, situation: Situation) -> bool:
    if situation.nation and situation.nation not in service.nations:
        return False
    if service.forces and situation.nation and situation.police_force not in service.forces:
        return False
    only_women = "women" in service.serves and "men" not in service.serves
    return not (only_women and "men" in situation.groups_named)


def _open_first(services: list[Named], situation: Situation, now: datetime) -> list[Named]:
    """The same order, but a line that is closed or may be closed never stands first when one is open.

    The first for everybody is better than one for a group that she did not name, and, while her nation is not known,
    one for the whole country than one for a nation.
    """
    if not services or not _may_be_closed(services[0][1], now):
        return services

    def distance(named: Named) -> tuple[bool, bool, int]:
        service = named[1]
        for_others = not {"women", *situation.groups_named}.issuperset(service.serves)
        return service.is_of_home_office, for_others, 0 if situation.nation else -len(service.nations)

    first = sorted((named for named in services if opening(named[1], now).open), key=distance)[:1]
    return [*first, *(named for named in services if named not in first)]


def _may_be_closed(service: Service, now: datetime) -> bool:
    state = opening(service, now)
    return state.open is False or state.holiday

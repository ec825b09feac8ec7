"""The shape of the content files: what a content editor may write, checked when it is read."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, Extra, Field, HttpUrl, validator

from locales.fields import PartialDate

NationId = Literal["england", "wales", "scotland", "northern_ireland"]
Group = Literal[
    "women", "men", "lgbt", "deaf", "children", "young_people", "black_minoritised", "latin_american", "jewish",
    "muslim", "middle_eastern", "domestic_workers", "asylum_seekers", "witnesses", "professionals", "perpetrators",
]  # fmt: skip
Need = Literal[
    "domestic_abuse", "immigration", "legal", "housing", "no_recourse", "forced_marriage", "honour", "sexual_violence",
    "slavery", "stalking", "images", "distress", "suicide", "police_complaint", "court_order", "children_abroad",
    "interpreting", "compensation", "own_abuse", "anonymous_report", "emergency", "any_crime",
]  # fmt: skip
Channel = Literal["bsl", "sms", "webchat", "whatsapp", "text_relay", "app"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Model(BaseModel):
    """Frozen, and refuses a key that it does not know."""

    class Config:
        frozen = True
        extra = Extra.forbid
        arbitrary_types_allowed = True


def not_empty(cls: type[Model], value: tuple[Any, ...]) -> tuple[Any, ...]:
    """A check for fields that must hold at least one."""
    if not value:
        raise ValueError("must have at least one")
    return value


class Source(Model):
    """Where a fact was read. Past `review_by` the answers that rest on it say that they are old."""

    title: str
    publisher: str
    url: HttpUrl
    published: Any = None
    checked: date
    review_by: date
    read: Literal["whole", "part"]

    @validator("published")
    def _date_as_far_as_known(cls, value: Any) -> date | PartialDate | None:
        if value is None or isinstance(value, date):
            return value
        try:
            return PartialDate(*map(int, str(value).split("-")))
        except (TypeError, ValueError):
            raise ValueError("must be a date, a month (2021-12) or a year (2021)") from None


class Paragraph(Model):
    """A few sentences. The facts that it states give its sources and nations (see `facts.py`), unless it names its own.

    `told_in` are nations in which it is told too, since its text names the nations or the place where it holds. `when`
    shows it only while the force or the nation is not known, or only when the nation is.
    """

    text: str = Field(min_length=1)
    sources: tuple[str, ...] = ()
    nations: tuple[NationId, ...] = ()
    told_in: tuple[NationId, ...] = ()
    place: str | None = None
    when: Literal["no_force", "no_nation", "nation"] | None = None
    facts: tuple[str, ...] = ()
    fields: dict[str, Any] = {}

    @validator("fields", each_item=True)
    def _kinds_of_field(cls, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, str | int | date):
            raise ValueError("must be a text, a whole number or a date")
        return value


class Fact(Model):
    """What sources say, for which nations, or for one `place` only; said in some paragraph, or left out for a reason.

    `trap` is what a sentence about it easily gets wrong.
    """

    claim: str
    sources: tuple[str, ...]
    nations: tuple[NationId, ...]
    place: str | None = None
    trap: str | None = None
    left_out: str | None = None

    _not_empty = validator("sources", "nations", allow_reuse=True)(not_empty)


class Ask(Model):
    """A question that closes an answer; "yes" leads to the intent `then`."""

    text: str
    then: str


class Entry(Model):
    """What is said to one intent. `reading` is the reason why it cannot be read at grade 8."""

    question: str
    answer: tuple[Paragraph, ...]
    plainer: tuple[Paragraph, ...] = ()
    services: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ("domestic_abuse",)
    next: tuple[str, ...] = ()
    ask: Ask | None = None
    card: str | None = None
    police: bool = False
    reading: str | None = None

    _not_empty = validator("answer", allow_reuse=True)(not_empty)


class Card(Model):
    """A card that comes before everything else."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    calls: tuple[str, ...]


class Hours(Model):
    """Opening hours in UK time; `until` is the closing day when it is not the opening one."""

    days: tuple[Day, ...]
    opens: time = Field(alias="from")
    closes: time = Field(alias="to")
    until: Day | None = None


class Service(Model):
    """A service to call, write to or read: whom it serves (`for`, nobody named is everybody), and with what."""

    name: str
    summary: str
    serves: tuple[Group, ...] = Field((), alias="for")
    needs: tuple[Need, ...]
    nations: tuple[NationId, ...]
    forces: tuple[str, ...] = ()
    phone: str | None = Field(None, regex=r"^[\d ]+$")
    text: str | None = Field(None, regex=r"^[\d ]+$")
    email: str | None = Field(None, regex=r"^[\w.]+@[\w.]+$")
    web: HttpUrl | None = None
    channels: tuple[Channel, ...] = ()
    languages: tuple[str, ...] = ()
    interpreters: bool = False
    hours: Literal["always"] | tuple[Hours, ...] | None = None
    free: bool = False
    bill: Literal["hidden_with_most"] | None = None
    government: Literal["part_home_office", "home_office_contract", "public_body"] | None = None
    caution: str | None = None
    source: HttpUrl
    checked: date
    review_by: date

    _not_empty = validator("needs", "nations", allow_reuse=True)(not_empty)

    @validator("languages", each_item=True)
    def _known_to_babel(cls, value: str) -> str:
        try:
            return str(Locale.parse(value, sep="-")) and value
        except (UnknownLocaleError, ValueError):
            raise ValueError(f"{value!r} is no language tag that Babel knows") from None

    @validator("review_by")
    def _can_be_reached(cls, value: date, values: dict[str, Any]) -> date:
        if not any(values.get(way) for way in ("phone", "text", "email", "web")):
            raise ValueError("the service has no phone, text, email or web")
        return value

    @property
    def is_of_home_office(self) -> bool:
        """Whether the Home Office runs or pays it."""
        return self.government in ("part_home_office", "home_office_contract")


class GroupNames(Model):
    """How people say that they belong to a group that has services of its own."""

    phrases: tuple[str, ...]

    _not_empty = validator("phrases", allow_reuse=True)(not_empty)


class Force(Model):
    """A police force: its own names, its site and its page about domestic abuse."""

    name: str
    nation: NationId | Literal["gb"]
    website: HttpUrl | None = None
    advice: HttpUrl | None = None
    aliases: tuple[str, ...]


class Places(Model):
    """What people call the places of one force, by where in a message a name counts: see `places.yml`."""

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    native: tuple[str, ...] = ()


class AmbiguousPlaces(Model):
    """Names of places of several forces, each with the forces; `words` are ordinary words too."""

    names: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]] = {}


class Nation(Model):
    """One of the four nations and the ways in which people name it."""

    name: str
    aliases: tuple[str, ...]

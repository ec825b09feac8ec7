"""The shape of the content files: what a content editor may write, checked when it is read."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, HttpUrl, validator

from locales.fields import PartialDate

NationId = Literal["england", "wales", "scotland", "northern_ireland"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Model(BaseModel):
    """Frozen, and refuses a key that it does not know."""

    class Config:
        frozen = True
        extra = Extra.forbid
        arbitrary_types_allowed = True


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
    """A few sentences. One that states a fact names its sources and the nations for which it was checked."""

    text: str = Field(min_length=1)
    sources: tuple[str, ...] = ()
    nations: tuple[NationId, ...] = ()
    when: Literal["no_force", "no_nation"] | None = None
    facts: tuple[str, ...] = ()
    fields: dict[str, Any] = {}

    @validator("fields", each_item=True)
    def _kinds_of_field(cls, value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, str | int | date):
            raise ValueError("must be a text, a whole number or a date")
        return value


class Claim(Model):
    """What a founding document says; said in some paragraph, or left out for a reason."""

    claim: str
    left_out: str | None = None


class Ask(Model):
    """A question that closes an answer; "yes" leads to the intent `then`."""

    text: str
    then: str


class Entry(Model):
    """What is said to one intent."""

    question: str
    answer: tuple[Paragraph, ...]
    plainer: tuple[Paragraph, ...] = ()
    services: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    ask: Ask | None = None
    card: str | None = None
    police: bool = False

    @validator("answer")
    def _says_something(cls, value: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        if not value:
            raise ValueError("must have at least one paragraph")
        return value


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
    """A service to call, write to or read."""

    name: str
    summary: str
    nations: tuple[NationId, ...]
    phone: str | None = Field(None, regex=r"^[\d ]+$")
    text: str | None = Field(None, regex=r"^[\d ]+$")
    web: HttpUrl | None = None
    hours: Literal["always"] | tuple[Hours, ...] | None = None
    free: bool = False
    caution: str | None = None
    source: HttpUrl
    checked: date
    review_by: date


class Force(Model):
    """A police force, the names of its area, and `areas_exact`: those that are ordinary words too."""

    name: str
    nation: NationId | Literal["gb"]
    website: HttpUrl | None = None
    aliases: tuple[str, ...]
    areas: tuple[str, ...] = ()
    areas_exact: tuple[str, ...] = ()
    native: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.aliases, *self.areas, *self.native)

    @property
    def ordinary_words(self) -> tuple[str, ...]:
        return self.areas_exact


class Nation(Model):
    """One of the four nations and the ways in which people name it."""

    name: str
    aliases: tuple[str, ...]

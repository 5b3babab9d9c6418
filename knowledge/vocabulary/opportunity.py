"""Where, when and at what price can it be learnt?"""

from datetime import date
from enum import StrEnum
from typing import NewType

from knowledge.vocabulary.organisation import Organisation
from knowledge.vocabulary.value import ExactNumber, Value

LearningOpportunityId = NewType("LearningOpportunityId", str)


class DeliveryMode(StrEnum):
    ONLINE = "online"
    ONSITE = "onsite"
    BLENDED = "blended"
    WORKPLACE = "workplace"


class TimeOfDay(StrEnum):
    """When the teaching happens; `self_paced` has no timetable at all."""

    DAYTIME = "daytime"
    EVENING = "evening"
    WEEKEND = "weekend"
    SELF_PACED = "self_paced"


class Support(StrEnum):
    CHILDCARE = "childcare"
    STEP_FREE = "step_free"
    CAREER_ASSISTANCE = "career_assistance"
    DEVICES = "devices"
    TRANSPORT = "transport"
    SIGN_LANGUAGE = "sign_language"


class Price(Value):
    """An amount that was stated; 0 is free. A price that nobody stated is `None` where a Price is expected."""

    amount: ExactNumber
    currency: str
    """ISO 4217."""


class Schedule(Value):
    """When it runs. Empty tuples mean not stated."""

    times: tuple[TimeOfDay, ...] = ()
    start_dates: tuple[date, ...] = ()
    continuous: bool = False
    """True where one can start on any day."""


class LearningOpportunity(Value):
    """One way to take a micro-credential: where, when, in which language, at what price."""

    id: LearningOpportunityId
    provider: Organisation
    url: str = ""
    languages: tuple[str, ...] = ()
    """ISO 639-1; empty where not stated."""
    modes: tuple[DeliveryMode, ...] = ()
    schedule: Schedule = Schedule()
    location: str = ""
    price: Price | None = None
    support: tuple[Support, ...] = ()

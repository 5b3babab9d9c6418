"""What does a counsellor keep beside a case: to whom the learner was referred, answers at hand?"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from advisor.vocabulary.handoff import Consent
from knowledge.vocabulary.value import Value


class ReferralStatus(StrEnum):
    ASKED = "asked"
    """The learner has not answered: the other sees nothing."""
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Taken back by the counsellor, or the learner no longer wants a person, before there was an answer."""


class ReferralOutcome(StrEnum):
    MET = "met"
    NO_CONTACT = "no_contact"
    NOT_TAKEN = "not_taken"
    """The other side could not take the learner on."""


class Referral(Value):
    """A learner passed on to another counsellor or an outside service, with their consent."""

    id: str
    kind: Literal["counsellor", "service"]
    to: str = ""
    """Id of the other counsellor; empty for a service."""
    to_name: str
    """As the learner reads it."""
    reason: str
    """As the learner reads it."""
    by: str
    by_name: str
    asked: datetime
    language: str = "en"
    shown: str = ""
    """The question as the learner was shown it, in that language: what their yes is kept with."""
    status: ReferralStatus = ReferralStatus.ASKED
    answered: datetime | None = None
    consent: Consent | None = None
    """The learner's yes: the text that they were shown, its version and language, and when."""
    outcome: ReferralOutcome | None = None
    outcome_words: str = ""
    outcome_at: datetime | None = None


class CannedAnswer(Value):
    """An answer at hand, put into the box to be edited; it has no placeholders."""

    id: str
    owner: str
    owner_name: str
    shared: bool = False
    """The whole team sees it; its owner alone changes it."""
    title: str
    text: str

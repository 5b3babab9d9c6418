"""Who asked for a person, who looks after them, and what did that person note and change?"""

from datetime import date, datetime
from typing import NewType

from advisor.vocabulary.casework import Referral
from advisor.vocabulary.conversation import ConversationId, ConversationState, NumberedCitation, Reply
from advisor.vocabulary.learner import Fact
from advisor.vocabulary.pathway import Pathway
from knowledge.vocabulary.value import Value

CaseId = NewType("CaseId", str)


class Counsellor(Value):
    """A person who advises, as the doors know them."""

    id: str
    """The address that they sign in with; learners see the name only."""
    name: str


class Case(Value):
    """A learner who asked for a person or gave a counsellor their code. One for each conversation."""

    id: CaseId
    conversation: ConversationId
    code: str
    """What the learner gives to a counsellor whom they know."""
    counsellor: str = ""
    """Id of the counsellor who looks after it; empty while it is nobody's."""
    counsellor_name: str = ""
    asked: datetime
    closed: datetime | None = None
    state: ConversationState = ConversationState.ANSWERING
    """The conversation's: who speaks."""
    channel: str = ""
    language: str | None = None
    last_contact: datetime
    """When somebody last said something."""
    unanswered: datetime | None = None
    """When the learner first wrote what nobody has answered yet, while a person speaks."""
    next_date: date | None = None
    """When counsellor and learner meet again, as the counsellor noted it."""

    @property
    def stands(self) -> ConversationState:
        """Where it stands for the counsellor: closed until the learner asks again, whoever speaks meanwhile."""
        return ConversationState.CLOSED if self.closed else self.state

    @property
    def waiting_since(self) -> datetime | None:
        """Since when the learner waits for a word of a person; None where they do not."""
        return self.asked if self.stands is ConversationState.WAITING else self.unanswered


class CaseNote(Value):
    """What a counsellor noted for counsellors only: never changed, never sent to a model, not in the learner's export."""

    number: int
    author: str
    author_name: str
    at: datetime
    text: str


class PlanVersion(Value):
    """A plan as a counsellor made it, with the changes that led to it, and whether a person approved it."""

    id: str
    number: int
    receipt: str
    pathway: Pathway
    citations: tuple[NumberedCitation, ...] = ()
    edits: tuple[Fact, ...] = ()
    """All changes that the learner was not shown yet, the earlier versions' too."""
    author_name: str
    """Empty where it is the machine's."""
    at: datetime
    approved_by: str = ""
    approved: datetime | None = None
    considered: int = 0
    """Offers that it was chosen from."""
    not_stated: dict[str, int] = {}
    """How many of these state no level, price, hours."""


class CaseStep(Value):
    """One step of a case, written as a whole or not at all."""

    event: str
    """What the audit calls it: `taken`, `handed_back`, `answered`, `approved`, `closed`, `assigned`, `released`, `withdrawn`."""
    by: str
    """Id of who does it."""
    expected: tuple[ConversationState, ...] = tuple(ConversationState)
    """States in which it may be done."""
    expected_counsellor: tuple[str, ...] | None = None
    """Whose it may be; None: anybody's."""
    state: ConversationState | None = None
    """The state that follows; None: as before."""
    counsellor: Counsellor | None = None
    """Whose it is from now on; None: as before."""
    released: bool = False
    """True where it is nobody's from now on."""
    closed: bool = False
    reply: Reply | None = None
    """What the learner is told."""
    key: str = ""
    """Of the reply: the same key tells it once."""
    facts: tuple[Fact, ...] = ()
    approved: str = ""
    """Id of the plan version that is approved."""
    referral: Referral | None = None
    """As it stands from now on."""

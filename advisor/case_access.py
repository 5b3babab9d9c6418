"""Whose case is it, what is there to see of it, and how is a learner told what a counsellor does?"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from advisor import revising
from advisor.dialogue import progress
from advisor.errors import CaseConflict, CaseNotFound
from advisor.parts import Parts
from advisor.ports import CaseStore
from advisor.profiling import profile_of
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, PathwayBlock, UnderstoodItem
from advisor.vocabulary.casework import Referral
from advisor.vocabulary.conversation import (
    Conversation,
    ConversationId,
    ConversationState,
    NumberedCitation,
    Reply,
    Stage,
)
from advisor.vocabulary.counselling import Case, CaseId, CaseNote, CaseStep, Counsellor, PlanVersion
from advisor.writing.understood import understood

S = ConversationState


@dataclass(frozen=True)
class CaseView:
    """All that a counsellor sees of one learner."""

    case: Case
    conversation: Conversation
    notes: Sequence[CaseNote]
    versions: Sequence[PlanVersion]
    understood: tuple[UnderstoodItem, ...]
    """What the machine took from the learner's words, with the words."""
    plan: PlanVersion | PathwayBlock | None
    """What there is to keep, change or approve."""
    labels: Sequence[str] = ()
    """The counsellor's own."""
    referrals: Sequence[Referral] = ()


class CaseAccess:
    """Lets a counsellor in to what is theirs. A case of somebody else and one that is missing look the same."""

    def __init__(self, parts: Parts, in_order: Callable[[ConversationId], AbstractContextManager[None]]) -> None:
        self.parts = parts
        self._in_order = in_order

    @property
    def cases(self) -> CaseStore:
        if self.parts.cases is None:
            raise _missing()
        return self.parts.cases

    def find(self, identifier: str, who: Counsellor) -> Case:
        """Raise CaseNotFound unless it is theirs, or nobody's and waits."""
        case = self.cases.case(CaseId(identifier))
        if case.counsellor == who.id or (not case.counsellor and case.stands is S.WAITING):
            return case
        raise _missing()

    def theirs(self, identifier: str, who: Counsellor) -> Case:
        """Raise CaseConflict unless it is theirs and open: others may look at who waits, and change nothing."""
        case = self.find(identifier, who)
        if case.counsellor != who.id or case.stands is S.CLOSED:
            raise CaseConflict("This case is not one of your open ones.", "Take over first.")
        return case

    def look(self, identifier: str, who: Counsellor, now: datetime, language: str = "en", what: str = "") -> CaseView:
        """Show a case; who looked at which view of it, and when, is in the audit."""
        case = self.find(identifier, who)
        self.cases.seen(case.id, who.id, now, what)
        return self.view(case, language, who)

    def view(self, case: Case, language: str = "en", who: Counsellor | None = None) -> CaseView:
        """Read a case for somebody who was let in to it before; facts are named in the language."""
        conversation = self.parts.store.conversation(case.conversation)
        versions = self.cases.plans(case.id)
        return CaseView(
            case=case,
            conversation=conversation,
            notes=self.cases.notes(case.id),
            versions=versions,
            understood=understood(conversation.facts, language, self.parts.library).items,
            plan=revising.standing(conversation, versions),
            labels=self.cases.labels(who.id).get(case.conversation, ()) if who else (),
            referrals=self.cases.referrals(case.conversation),
        )

    @contextmanager
    def held(self, identifier: str, who: Counsellor) -> Iterator[Case]:
        """Find a case, and let the turn that is under way end first."""
        with self._in_order(self.find(identifier, who).conversation):
            yield self.find(identifier, who)

    def say_in(self, case: Case, message: str, who: Counsellor) -> str:
        """Word a message that names the counsellor in the learner's language."""
        return translate(language_of(case), message, name=who.name)

    def telling(
        self,
        case: Case,
        who: Counsellor,
        step: CaseStep,
        blocks: tuple[Block, ...],
        citations: tuple[NumberedCitation, ...] = (),
        explain: tuple[Stage, ...] = (),
    ) -> CaseStep:
        """Add to a step what the learner is told by it."""
        standing = self.parts.store.conversation(case.conversation)
        profile = profile_of((*standing.facts, *step.facts), self.parts.library, language_of(case))
        message = self.parts.new_id()
        reply = Reply(
            conversation=case.conversation,
            message=message,
            language=language_of(case),
            state=step.state or standing.state,
            progress=progress(profile),
            blocks=revising.with_ids(blocks, len(standing.turns) + 1),
            by=who.name,
            citations=citations,
            profile=profile,
            explain=explain,
        )
        return step.model_copy(update={"reply": reply, "key": step.key or message})


def language_of(case: Case) -> str:
    return case.language or "en"


def _missing() -> CaseNotFound:
    return CaseNotFound("There is no such case.", "Look at your list of cases.")

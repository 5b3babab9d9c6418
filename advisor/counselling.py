"""What may a counsellor see of a learner, and what do they do: take over, write, note, hand back, close?"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from advisor import revising
from advisor.asking_for_a_person import taking_back, tidy
from advisor.dialogue import progress
from advisor.errors import CaseConflict, CaseNotFound
from advisor.parts import Parts
from advisor.ports import CaseStore
from advisor.profiling import profile_of
from advisor.proposing import propose
from advisor.translations import translate
from advisor.vocabulary.conversation import (
    Block,
    Conversation,
    ConversationId,
    ConversationState,
    NoticeBlock,
    NumberedCitation,
    PathwayBlock,
    Reply,
    Stage,
    TextBlock,
    UnderstoodItem,
)
from advisor.vocabulary.counselling import Case, CaseId, CaseNote, CaseStep, Counsellor, PlanVersion
from advisor.writing.understood import understood

S = ConversationState
OPEN = (S.ANSWERING, S.WAITING, S.WITH_COUNSELLOR)
TAKEN = "{name} is with you now and reads what you write here. I am silent until {name} hands back to me."
HANDED_BACK = "{name} has handed back to me, so I go on from here. You can ask for a person again at any time."
CLOSED = (
    "{name} has ended the counselling. Your plan and our conversation stay: you can go on with me, or ask for a person "
    "again."
)
APPROVED = "I drafted this plan as a machine; {name} has checked and approved it."


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


class Counselling:
    """What the doors for counsellors call. A case of somebody else and one that is missing look the same."""

    def __init__(self, parts: Parts, in_order: Callable[[ConversationId], AbstractContextManager[None]]) -> None:
        self._parts = parts
        self._in_order = in_order

    @property
    def _cases(self) -> CaseStore:
        if self._parts.cases is None:
            raise CaseNotFound("There is no such case.", "Look at your list of cases.")
        return self._parts.cases

    # seeing
    def caseload(self, who: Counsellor, which: str = "all") -> list[Case]:
        """List `waiting` (nobody's), `mine` (open), `all` of mine, or what is `visible`; the latest contact first."""
        mine = self._cases.cases_of(who.id) if which != "waiting" else ()
        waiting = self._cases.cases_of("") if which in {"waiting", "visible"} else ()
        found = [*waiting, *(case for case in mine if which != "mine" or case.stands is not S.CLOSED)]
        return sorted(found, key=lambda case: (case.last_contact, case.id), reverse=True)

    def find(self, identifier: str, who: Counsellor) -> Case:
        """Raise CaseNotFound unless it is theirs, or nobody's and waits."""
        case = self._cases.case(CaseId(identifier))
        if case.counsellor == who.id or (not case.counsellor and case.stands is S.WAITING):
            return case
        raise CaseNotFound("There is no such case.", "Look at your list of cases.")

    def look(self, identifier: str, who: Counsellor, now: datetime, language: str = "en") -> CaseView:
        """Show a case; who looked at it, and when, is in the audit."""
        case = self.find(identifier, who)
        self._cases.seen(case.id, who.id, now)
        return self.view(case, language)

    def view(self, case: Case, language: str = "en") -> CaseView:
        """Read a case for somebody who was let in to it before; facts are named in the language."""
        conversation = self._parts.store.conversation(case.conversation)
        versions = self._cases.plans(case.id)
        return CaseView(
            case=case,
            conversation=conversation,
            notes=self._cases.notes(case.id),
            versions=versions,
            understood=understood(conversation.facts, language, self._parts.library).items,
            plan=revising.standing(conversation, versions),
        )

    # whose it is
    def claim(self, code: str, who: Counsellor, now: datetime) -> Case:
        """Make a case theirs by the code that the learner gave them. Raises CaseNotFound where it is another's, too."""
        case = self._cases.case_by_code(tidy(code))
        if case.counsellor not in {"", who.id}:
            raise CaseNotFound("Nobody waits under this code.", "Ask for the code again; it has eight letters.")
        return self._cases.step(case.id, CaseStep(event="assigned", by=who.id, counsellor=who), now)

    def assign(self, code: str, who: Counsellor, now: datetime, by: str = "operator") -> Case:
        """Give a case to a counsellor, whoever had it before."""
        case = self._cases.case_by_code(tidy(code))
        return self._cases.step(case.id, CaseStep(event="assigned", by=by, counsellor=who), now)

    # who speaks
    def take(self, identifier: str, who: Counsellor, now: datetime) -> Case:
        """Speak instead of the machine; the learner is told who. Raises CaseConflict where somebody was quicker."""
        with self._case(identifier, who) as case:
            if case.stands is S.WITH_COUNSELLOR:
                return case
            told = NoticeBlock(kind="person", text=self._say(case, TAKEN, who))
            ending = taking_back(_language(case))
            step = CaseStep(event="taken", by=who.id, expected=(S.WAITING, S.ANSWERING), state=S.WITH_COUNSELLOR,
                            expected_counsellor=("", who.id), counsellor=who)  # fmt: skip
            return self._cases.step(case.id, self._telling(case, who, step, (told, ending)), now)

    def hand_back(self, identifier: str, who: Counsellor, now: datetime) -> Case:
        """Let the machine go on; the case stays theirs."""
        with self._case(identifier, who) as case:
            if case.stands is S.ANSWERING:
                return case
            told = NoticeBlock(kind="person", text=self._say(case, HANDED_BACK, who))
            step = CaseStep(event="handed_back", by=who.id, expected=(S.WITH_COUNSELLOR,), state=S.ANSWERING)
            return self._cases.step(case.id, self._telling(case, who, step, (told,)), now)

    def close(self, identifier: str, who: Counsellor, now: datetime) -> Case:
        """End the counselling; the learner may ask again."""
        with self._case(identifier, who) as case:
            if case.stands is S.CLOSED:
                return case
            told = NoticeBlock(kind="person", text=self._say(case, CLOSED, who))
            step = CaseStep(event="closed", by=who.id, expected=OPEN, state=S.CLOSED, counsellor=who, closed=True)
            return self._cases.step(case.id, self._telling(case, who, step, (told,)), now)

    def leave(self, who: Counsellor, now: datetime) -> int:
        """Let all of a counsellor's open cases wait for another, so that no learner writes to nobody; give how many."""
        mine = self.caseload(who, "mine")
        for case in mine:
            left = CaseStep(event="released", by=who.id, released=True)
            if case.stands is S.WITH_COUNSELLOR:
                told = NoticeBlock(kind="person", text=self._say(case, HANDED_BACK, who))
                left = self._telling(case, who, left.model_copy(update={"state": S.WAITING}), (told,))
            self._cases.step(case.id, left, now)
        return len(mine)

    # words
    def say(self, identifier: str, who: Counsellor, text: str, now: datetime, key: str = "", drafted: str = "") -> Case:
        """Write to the learner, in their own channel. `drafted` is what the machine had proposed: the difference is kept."""
        with self._case(identifier, who) as case:
            if case.stands is not S.WITH_COUNSELLOR:
                raise CaseConflict("The machine speaks in this case.", "Take over first, then write.")
            step = CaseStep(event="answered", by=who.id, expected=(S.WITH_COUNSELLOR,), expected_counsellor=(who.id,),
                            key=f"{case.id}:{key}" if key else "")  # fmt: skip
            how = (Stage(stage="proposed", value={"text": drafted, "changed": drafted.strip() != text.strip()}),)
            told = self._telling(case, who, step, (TextBlock(text=text),), explain=how if drafted else ())
            return self._cases.step(case.id, told, now)

    def note(self, identifier: str, who: Counsellor, text: str, now: datetime, key: str = "") -> CaseNote:
        """Note something for counsellors only."""
        case = self.find(identifier, who)
        return self._cases.add_note(case.id, who, text, key or self._parts.new_id(), now)

    def propose(self, identifier: str, who: Counsellor, now: datetime) -> str:
        """Draft what the machine would answer to the learner's last message; nothing is sent or kept."""
        return propose(self._parts, self.view(self.find(identifier, who)).conversation, now)

    def notes_on(self, conversation: str) -> Sequence[CaseNote]:
        """List the notes on a learner, for an operator who must give them out."""
        case = self._cases.case_of(ConversationId(conversation))
        return self._cases.notes(case.id) if case else ()

    # the plan
    def revise(
        self, identifier: str, who: Counsellor, verb: str, course: str, now: datetime, instead: str = ""
    ) -> PlanVersion:
        """Keep, swap, turn down or let go a step, and plan anew; the learner sees it once it is approved."""
        view = self.view(self.find(identifier, who))
        edit = revising.Edit(verb, course, instead)
        version = revising.revised(self._parts, view.conversation, view.versions, edit, who.name, now)
        self._cases.add_plan(view.case.id, version)
        return version

    def approve(self, identifier: str, who: Counsellor, version: str, now: datetime) -> Case:
        """Show the learner a plan as approved by a person; without a version the plan that the machine drafted."""
        with self._case(identifier, who) as case:
            view = self.view(case)
            wanted = next((each for each in view.versions if each.id == version), None)
            if wanted is None and not version:
                wanted = revising.as_drafted(self._parts, view.conversation, view.versions, now)
                self._cases.add_plan(case.id, wanted)
            if wanted is None:
                raise CaseConflict("There is no such version of the plan.", "Load the case again.")
            if wanted.approved:
                return case
            told = NoticeBlock(kind="person", text=self._say(case, APPROVED, who))
            shown = revising.approved_block(wanted, who.name, _language(case))
            step = CaseStep(event="approved", by=who.id, expected=OPEN, approved=wanted.id,
                            facts=revising.as_facts(wanted))  # fmt: skip
            step = self._telling(case, who, step, (told, shown), wanted.citations)
            return self._cases.step(case.id, step, now)

    def approved_by(self, approval: str, receipt: str) -> str:
        """Name who approved a plan, for its paper."""
        return self._parts.cases.approved_by(approval, receipt) if self._parts.cases else ""

    @contextmanager
    def _case(self, identifier: str, who: Counsellor) -> Iterator[Case]:
        """Find a case, and let the turn that is under way end first."""
        with self._in_order(self.find(identifier, who).conversation):
            yield self.find(identifier, who)

    def _say(self, case: Case, message: str, who: Counsellor) -> str:
        return translate(_language(case), message, name=who.name)

    def _telling(
        self,
        case: Case,
        who: Counsellor,
        step: CaseStep,
        blocks: tuple[Block, ...],
        citations: tuple[NumberedCitation, ...] = (),
        explain: tuple[Stage, ...] = (),
    ) -> CaseStep:
        """Add to a step what the learner is told by it."""
        held = self._parts.store.conversation(case.conversation)
        profile = profile_of((*held.facts, *step.facts), self._parts.library, _language(case))
        message = self._parts.new_id()
        reply = Reply(
            conversation=case.conversation,
            message=message,
            language=_language(case),
            state=step.state or held.state,
            progress=progress(profile),
            blocks=revising.with_ids(blocks, len(held.turns) + 1),
            by=who.name,
            citations=citations,
            profile=profile,
            explain=explain,
        )
        return step.model_copy(update={"reply": reply, "key": step.key or message})


def _language(case: Case) -> str:
    return case.language or "en"

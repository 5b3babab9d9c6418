"""What does a counsellor do with a learner's case: take over, write, note, hand back, close?"""

from collections.abc import Sequence
from datetime import datetime

from advisor.asking_for_a_person import taking_back, tidy
from advisor.case_access import CaseAccess, CaseView, language_of
from advisor.case_lists import CaseLists
from advisor.case_plans import CasePlans
from advisor.case_report import CaseReports
from advisor.errors import CaseConflict, CaseNotFound
from advisor.proposing import propose
from advisor.referring import Referrals
from advisor.vocabulary.blocks import NoticeBlock, TextBlock
from advisor.vocabulary.conversation import ConversationId, ConversationState, Stage
from advisor.vocabulary.counselling import Case, CaseNote, CaseStep, Counsellor

__all__ = ["CaseView", "Counselling"]

S = ConversationState
OPEN = (S.ANSWERING, S.WAITING, S.WITH_COUNSELLOR)
TAKEN = "{name} is with you now and reads what you write here. I am silent until {name} hands back to me."
HANDED_BACK = "{name} has handed back to me, so I go on from here. You can ask for a person again at any time."
CLOSED = (
    "{name} has ended the counselling. Your plan and our conversation stay: you can go on with me, or ask for a person "
    "again."
)


class Counselling(CaseAccess):
    """What the doors for counsellors call."""

    @property
    def plans(self) -> CasePlans:
        """What is done with a learner's plan."""
        return CasePlans(self)

    @property
    def lists(self) -> CaseLists:
        """How cases are found again, and which answers are at hand."""
        return CaseLists(self)

    @property
    def reports(self) -> CaseReports:
        """What the office may tell of a month."""
        return CaseReports(self)

    @property
    def referrals(self) -> Referrals:
        """How a learner is passed on."""
        return Referrals(self)

    # seeing
    def caseload(self, who: Counsellor, which: str = "all") -> list[Case]:
        """List `waiting` (nobody's), `mine` (open), `all` of mine, or what is `visible`; the latest contact first."""
        mine = self.cases.cases_of(who.id) if which != "waiting" else ()
        waiting = self.cases.cases_of("") if which in {"waiting", "visible"} else ()
        found = [*waiting, *(case for case in mine if which != "mine" or case.stands is not S.CLOSED)]
        return sorted(found, key=lambda case: (case.last_contact, case.id), reverse=True)

    # whose it is
    def claim(self, code: str, who: Counsellor, now: datetime) -> Case:
        """Make a case theirs by the code that the learner gave them. Raises CaseNotFound where it is another's, too."""
        case = self.cases.case_by_code(tidy(code))
        if case.counsellor not in {"", who.id}:
            raise CaseNotFound("Nobody waits under this code.", "Ask for the code again; it has eight letters.")
        return self.cases.step(case.id, CaseStep(event="assigned", by=who.id, counsellor=who), now)

    def assign(self, code: str, who: Counsellor, now: datetime, by: str = "operator") -> Case:
        """Give a case to a counsellor, whoever had it before."""
        case = self.cases.case_by_code(tidy(code))
        return self.cases.step(case.id, CaseStep(event="assigned", by=by, counsellor=who), now)

    # who speaks
    def take(self, identifier: str, who: Counsellor, now: datetime) -> Case:
        """Speak instead of the machine; the learner is told who. Raises CaseConflict where somebody was quicker."""
        with self.held(identifier, who) as case:
            if case.stands is S.WITH_COUNSELLOR:
                return case
            told = NoticeBlock(kind="person", text=self.say_in(case, TAKEN, who))
            ending = taking_back(language_of(case))
            step = CaseStep(event="taken", by=who.id, expected=(S.WAITING, S.ANSWERING), state=S.WITH_COUNSELLOR,
                            expected_counsellor=("", who.id), counsellor=who)  # fmt: skip
            return self.cases.step(case.id, self.telling(case, who, step, (told, ending)), now)

    def hand_back(self, identifier: str, who: Counsellor, now: datetime) -> Case:
        """Let the machine go on; the case stays theirs."""
        with self.held(identifier, who) as case:
            if case.stands is S.ANSWERING:
                return case
            told = NoticeBlock(kind="person", text=self.say_in(case, HANDED_BACK, who))
            step = CaseStep(event="handed_back", by=who.id, expected=(S.WITH_COUNSELLOR,), state=S.ANSWERING)
            return self.cases.step(case.id, self.telling(case, who, step, (told,)), now)

    def close(self, identifier: str, who: Counsellor, now: datetime) -> Case:
        """End the counselling; the learner may ask again."""
        with self.held(identifier, who) as case:
            if case.stands is S.CLOSED:
                return case
            told = NoticeBlock(kind="person", text=self.say_in(case, CLOSED, who))
            step = CaseStep(event="closed", by=who.id, expected=OPEN, state=S.CLOSED, counsellor=who, closed=True)
            return self.cases.step(case.id, self.telling(case, who, step, (told,)), now)

    def leave(self, who: Counsellor, now: datetime) -> int:
        """Let all of a counsellor's open cases wait for another, so that no learner writes to nobody; give how many.

        Their labels and the answers that they did not share go with them.
        """
        mine = self.caseload(who, "mine")
        for case in mine:
            left = CaseStep(event="released", by=who.id, released=True)
            if case.stands is S.WITH_COUNSELLOR:
                told = NoticeBlock(kind="person", text=self.say_in(case, HANDED_BACK, who))
                left = self.telling(case, who, left.model_copy(update={"state": S.WAITING}), (told,))
            self.cases.step(case.id, left, now)
        self.cases.forget_counsellor(who.id)
        return len(mine)

    # words
    def say(self, identifier: str, who: Counsellor, text: str, now: datetime, key: str = "", drafted: str = "") -> Case:
        """Write to the learner, in their own channel. `drafted` is what the machine had proposed: the difference is kept."""
        with self.held(identifier, who) as case:
            if case.stands is not S.WITH_COUNSELLOR:
                raise CaseConflict("The machine speaks in this case.", "Take over first, then write.")
            step = CaseStep(event="answered", by=who.id, expected=(S.WITH_COUNSELLOR,), expected_counsellor=(who.id,),
                            key=f"{case.id}:{key}" if key else "")  # fmt: skip
            how = (Stage(stage="proposed", value={"text": drafted, "changed": drafted.strip() != text.strip()}),)
            told = self.telling(case, who, step, (TextBlock(text=text),), explain=how if drafted else ())
            return self.cases.step(case.id, told, now)

    def note(self, identifier: str, who: Counsellor, text: str, now: datetime, key: str = "") -> CaseNote:
        """Note something for counsellors only."""
        case = self.find(identifier, who)
        return self.cases.add_note(case.id, who, text, key or self.parts.new_id(), now)

    def propose(self, identifier: str, who: Counsellor, now: datetime) -> str:
        """Draft what the machine would answer to the learner's last message; nothing is sent or kept."""
        return propose(self.parts, self.view(self.find(identifier, who)).conversation, now)

    def notes_on(self, conversation: str) -> Sequence[CaseNote]:
        """List the notes on a learner, for an operator who must give them out."""
        case = self.cases.case_of(ConversationId(conversation))
        return self.cases.notes(case.id) if case else ()

    def approved_by(self, approval: str, receipt: str) -> str:
        """Name who approved a plan, for its paper."""
        return self.parts.cases.approved_by(approval, receipt) if self.parts.cases else ""

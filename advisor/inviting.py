"""How does a learner come to a counsellor who invited them: what are they told, and what is kept of their yes?"""

from datetime import datetime

from advisor.asking_for_a_person import code_from, taking_back
from advisor.case_access import CaseAccess, language_of
from advisor.errors import CaseConflict
from advisor.translations import translate
from advisor.vocabulary.blocks import NoticeBlock
from advisor.vocabulary.conversation import ConversationId, ConversationState
from advisor.vocabulary.counselling import Case, CaseId, CaseStep, Counsellor
from advisor.vocabulary.learner import Fact, Slot

BY_A_COUNSELLOR = "counsellor"
VERSION = "2026-11-22"
"""Of the words below: new words, new version; a yes holds for the words that were read."""
WORDS = (
    "{name} invites you. If you say yes, {name} reads what you and I write here, your profile and your plan, and can "
    "write to you in this conversation. Nobody else can. You can end this at any time."
)
YES = "Yes, {name} may read along"
NO = "No, I go on alone"
AGREED = "Good. {name} reads along from now on and can write to you here; until then I go on answering."
ANOTHER = "Another counsellor looks after you already. If you would rather go to {name}, end that first, then open the invitation again."


def words(language: str, who: Counsellor) -> str:
    """Say who invites and what they will see."""
    return translate(language, WORDS, name=who.name)


def accept(desk: CaseAccess, conversation: ConversationId, who: Counsellor, now: datetime) -> Case:
    """Make the learner this counsellor's, and keep the yes; a second yes changes nothing.

    Raises CaseConflict where another counsellor looks after them: nobody is left without being asked.
    """
    standing = desk.cases.case_of(conversation)
    is_open = standing is not None and standing.stands is not ConversationState.CLOSED
    if standing and is_open and standing.counsellor == who.id:
        return standing
    if standing and is_open and standing.counsellor:
        raise CaseConflict(translate(language_of(standing), ANOTHER, name=who.name))
    identifier = desk.parts.new_id()
    case = desk.cases.open_case(conversation, CaseId(identifier), code_from(identifier), now)
    told = NoticeBlock(kind="person", text=desk.say_in(case, AGREED, who))
    turn = len(desk.parts.store.conversation(conversation).turns) + 1
    step = CaseStep(event="invited", by="learner", counsellor=who, facts=(_yes(case, who, now, turn),))
    made = desk.telling(case, who, step, (told, taking_back(language_of(case))))
    return desk.cases.step(case.id, made, now)


def _yes(case: Case, who: Counsellor, now: datetime, turn: int) -> Fact:
    """Make the row that keeps a yes: to whom, in which version and language, and when."""
    value: dict[str, str | float | None] = {
        "to": BY_A_COUNSELLOR, "name": who.name, "version": VERSION, "language": language_of(case),
        "at": now.isoformat(timespec="seconds"),
    }  # fmt: skip
    return Fact(slot=Slot.CONSENT, value=value, turn=turn, by="choice", confirmed=True)

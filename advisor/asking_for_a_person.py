"""How does a learner ask for a person, and what are they told?"""

import hashlib
from datetime import datetime

from advisor.dialogue import Scene
from advisor.parts import Parts
from advisor.referring import open_one, withdrawn
from advisor.translations import translate
from advisor.vocabulary.blocks import Choice, NoticeBlock, QuestionBlock
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.counselling import CaseId, CaseStep
from advisor.writing import templates
from advisor.writing.draft import Draft, choice

WITHDRAW = "You can end this at any time; then nobody reads along any more."
NO_PERSON = "I no longer need a person"
ALONE = "Good. Nobody else reads our conversation any more, and I go on from here."
LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
"""Without what looks or sounds alike on the phone."""
ASKED = (
    "I have asked for a counsellor. When somebody takes over, they read what we wrote, your profile and your plan, "
    "and they write to you here. Until then I go on answering."
)
CODE = "Your code is {code}. Give it to a counsellor whom you know, and they find our conversation at once."


def code_from(identifier: str) -> str:
    """Make of an identifier that nobody guesses a code that is read out on the phone: 8 of 29 letters, 38 bits."""
    drawn = hashlib.sha256(f"code:{identifier}".encode()).digest()
    left = int.from_bytes(drawn)
    letters = "".join(LETTERS[left // len(LETTERS) ** place % len(LETTERS)] for place in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def tidy(code: str) -> str:
    """Read a code as people type it."""
    plain = "".join(each for each in code.upper() if each.isalnum())
    return f"{plain[:4]}-{plain[4:]}"


def ask_for_a_person(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Put the learner on the list of those who wait, and give the code; asking again gives the same one."""
    language, contact = scene.language, parts.settings.contact
    if parts.cases is None:
        return templates.person(language, contact)
    identifier = parts.new_id()
    case = parts.cases.open_case(scene.conversation.id, CaseId(identifier), code_from(identifier), now)
    code = translate(language, CODE, code=case.code)
    somebody = parts.somebody()
    where = templates.person_words(language, contact) if contact or not somebody else ""
    told = " ".join(part for part in (where, translate(language, ASKED) if somebody else "", code) if part)
    return Draft(blocks=(NoticeBlock(kind="person", text=told), taking_back(language)), state=ConversationState.WAITING)


def taking_back(language: str) -> QuestionBlock:
    """Offer to end it: who reads along does so by the learner's wish only."""
    return QuestionBlock(slot="person", text=translate(language, WITHDRAW), choices=(alone(language),))


def alone(language: str) -> Choice:
    return choice(translate(language, NO_PERSON), "say:/alone")


def go_on_alone(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Take the wish for a person back: the case is nobody's, and no counsellor sees it any more."""
    case = parts.cases.case_of(scene.conversation.id) if parts.cases else None
    if parts.cases and case and case.stands is not ConversationState.CLOSED:
        asked = open_one(parts.cases.referrals(scene.conversation.id))
        step = CaseStep(event="withdrawn", by="learner", state=ConversationState.ANSWERING, released=True,
                        referral=withdrawn(asked, now) if asked else None)  # fmt: skip
        parts.cases.step(case.id, step, now)
    return templates.text(scene.language, ALONE)

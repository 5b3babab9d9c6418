"""What is said where advice ends: to insults, instructions, questions of law and medicine, and somebody too young?"""

from datetime import datetime

from advisor.dialogue import Question, Scene, known
from advisor.parts import Parts
from advisor.translations import translate
from advisor.vocabulary.blocks import Choice, NoticeBlock, QuestionBlock
from advisor.vocabulary.conversation import Intent
from advisor.writing.draft import Draft, choice
from advisor.writing.questions import goals
from advisor.writing.templates import OFF_TOPIC, talk_to_a_person

MINOR = (
    "You write that you are under 16. Then I keep nothing of what you wrote and plan nothing for you. Please look at "
    "it together with a parent, your school or its careers service: they know what is open to you."
)
GROWN_UP = "I am 16 or older"
SAID: dict[Intent, str] = {
    Intent.ABUSE: (
        "That sounds like anger, and perhaps I got something wrong. Tell me in other words what you need, or talk to a "
        "person."
    ),
    Intent.MANIPULATION: (
        "I keep to the catalogue and the documents, whatever a message asks of me. Tell me what you would like to "
        "learn or become, and I look for a way there."
    ),
    Intent.LEGAL: (
        "I do not give legal advice. A trade union, a legal aid office or the labour inspectorate of your country can. "
        "What the documents say on recognising and paying for courses I gladly look up."
    ),
    Intent.MEDICAL: (
        "I do not give medical advice; please ask a doctor or a pharmacist. I gladly look for courses and work that "
        "suit you."
    ),
}
SPECIAL = "You need not tell me about health, religion, origin and the like; I did not use it for the advice."


def stay_within(scene: Scene, _: Parts, __: datetime) -> Draft:
    """Say in one sentence what we do not do and who does, and how to go on."""
    if scene.heard.intent is Intent.MINOR:
        return _too_young(scene.language)
    notice = NoticeBlock(kind="boundary", text=translate(scene.language, SAID[scene.heard.intent]))
    return Draft(blocks=(notice, _go_on(scene)))


def off_topic(scene: Scene, _: Parts, __: datetime) -> Draft:
    """Say kindly what we know of, and go back to where we were."""
    return Draft(blocks=(NoticeBlock(kind="off_topic", text=translate(scene.language, OFF_TOPIC)), _go_on(scene)))


def with_special(draft: Draft, scene: Scene) -> Draft:
    """Say once a conversation that what the law protects most is not needed and was not used."""
    replies = [turn.reply for turn in scene.conversation.turns if turn.reply]
    said = any(block.type == "notice" and block.kind == "special" for reply in replies for block in reply.blocks)
    if not scene.heard.special or said:
        return draft
    return draft.before(NoticeBlock(kind="special", text=translate(scene.language, SPECIAL)))


def _too_young(language: str) -> Draft:
    older = translate(language, GROWN_UP)
    ways = QuestionBlock(
        slot="age",
        text=translate(language, "How shall we go on?"),
        choices=(choice(older, f"say:{older}"), talk_to_a_person(language)),
    )
    return Draft(blocks=(NoticeBlock(kind="minor", text=translate(language, MINOR)), ways))


def _go_on(scene: Scene) -> QuestionBlock:
    """Offer the way back, and a person; it asks for nothing that was asked before."""
    language = scene.language
    back: tuple[Choice, ...] = goals(language)[:3]
    if Question.GOAL in known(scene.profile):
        back = (choice(translate(language, "Go on with my plan"), "say:/plan"),)
    return QuestionBlock(
        slot="go_on",
        text=translate(language, "How shall we go on?"),
        choices=(*back, talk_to_a_person(language)),
    )

"""How is each move of the dialogue worded, without a language model?"""

from collections.abc import Iterable

from advisor.dialogue import Question
from advisor.distress import HelpLines
from advisor.translations import translate
from advisor.vocabulary.blocks import Choice, NoticeBlock, QuestionBlock, TextBlock
from advisor.vocabulary.learner import Slot
from advisor.writing.draft import Draft, choice
from advisor.writing.questions import fact, goals, question

AI = (
    "I am an AI system, not a person. I look up short courses and rules and show where each statement stands. "
    "What I suggest is for orientation; the decision is yours."
)
PRIVACY = (
    "I keep this conversation until {days} days after your last message, and nobody gets it without your yes. "
    "You can have it deleted at any time, and you can ask for a person."
)
GREETING = "Hello! Tell me in a sentence what you do now and what you would like to do, and I look for a way there."
THANKS = "You are welcome. I am here when you want to go on."
HERE = "Good. I am here when you want to go on."
OFF_TOPIC = "That is outside what I know, but I gladly help with courses and with ways into work."
LOST = "I did not understand that yet. Name a job or a skill, for example one of these, or say it in other words."
BEGIN = "Without a goal I cannot plan a way yet. I know courses in these fields, for example; tap one, or name another."
NOTED = "Good, I leave that open. Your plan stays as it is; tell me whenever something changes."
STALE = (
    "That button belongs to an earlier state of our conversation. Please choose again, or write what you would like."
)
NO_WAY = "This provider has not said where one can apply. Please ask the provider directly."
ERROR = "Something went wrong on my side with this message. Please try again, perhaps in other words."
PERSON = "You can talk to a person here: {contact}."
NO_PERSON = (
    "No counsellor is connected here yet. The public employment service of your town can advise you in person; "
    "you can take this conversation along."
)
CRISIS = (
    "I am very sorry that it is so hard for you right now. You are more important than any course, so I stop with "
    "those. Please talk to somebody now, you do not have to carry this alone: {lines}. If you are in danger this "
    "moment, call the emergency number or go to somebody near you."
)
THIRD_PERSON = (
    "That sounds serious, and it is good that you look after them. Stay with them if you can, take it seriously, and "
    "get help together now: {lines}."
)
HARMED = (
    "I am very sorry that this is done to you. It is not your fault, and nobody may treat you like that. Courses can "
    "wait. There are people who listen and who know safe places: {lines}. If you are in danger this moment, call the "
    "emergency number or go to somebody near you. If somebody may read along here, have this conversation deleted."
)
A_PERSON = "Would you like to talk to a person?"
LISTEN = (
    "I am glad that you write. Courses can wait. Help is there for you: {lines}. When you would like to "
    "go on with your plan, tell me."
)
CARE = "I am sorry; that is a lot to carry. You can also talk to somebody about it: {lines}."


def opening(language: str, keep_days: int) -> tuple[NoticeBlock, NoticeBlock]:
    """Say once who is speaking, and what is kept."""
    return (
        NoticeBlock(kind="ai", text=translate(language, AI)),
        NoticeBlock(kind="privacy", text=translate(language, PRIVACY, days=keep_days)),
    )


def greeting(language: str) -> Draft:
    """Greet in a sentence, with three ways to begin."""
    starters = (
        fact(translate(language, "Green skills"), Slot.GOAL_TEXT, translate(language, "solar energy")),
        choice(translate(language, "I lost my job"), "say:" + translate(language, "I lost my job")),
        choice(translate(language, "Recognise what I can already"), "say:/recognise"),
    )
    return Draft(blocks=(QuestionBlock(slot="start", text=translate(language, GREETING), choices=starters),))


def text(language: str, message: str, **values: object) -> Draft:
    return Draft(blocks=(TextBlock(text=translate(language, message, **values)),))


def person(language: str, contact: str) -> Draft:
    return Draft(blocks=(NoticeBlock(kind="person", text=person_words(language, contact)),))


def person_words(language: str, contact: str) -> str:
    return translate(language, PERSON, contact=contact) if contact else translate(language, NO_PERSON)


def error(language: str, message: str = ERROR) -> Draft:
    return Draft(blocks=(NoticeBlock(kind="error", text=translate(language, message)),))


def crisis(language: str, lines: str, words: str = CRISIS) -> Draft:
    """Stop advising and name help, with a person one tap away. No course stands in this reply."""
    notice = NoticeBlock(kind="crisis", text=translate(language, words, lines=lines))
    person_now = QuestionBlock(slot="listen", text=translate(language, A_PERSON), choices=(talk_to_a_person(language),))
    return Draft(blocks=(notice, person_now))


def listen(language: str, lines: str) -> Draft:
    """Stay with the person in the turn after; advice goes on when they say so."""
    go_on = choice(translate(language, "Go on with my plan"), "say:/plan")
    words = translate(language, LISTEN, lines=lines)
    return Draft(blocks=(QuestionBlock(slot="listen", text=words, choices=(talk_to_a_person(language), go_on)),))


def care(language: str, lines: str) -> NoticeBlock:
    return NoticeBlock(kind="person", text=translate(language, CARE, lines=lines))


def ask(slot: Question, language: str) -> Draft:
    return Draft(blocks=(question(slot, language),)).asking(slot.value)


def lost(language: str, *, with_goals: bool) -> Draft:
    """Say that it was not understood; the examples are no repeated question."""
    if not with_goals:
        return text(language, "I did not understand that. Please say it in other words.")
    return Draft(blocks=(QuestionBlock(slot="goal", text=translate(language, LOST), choices=goals(language)),))


def begin(language: str) -> Draft:
    """Show fields to start from to somebody who wants advice at once and has named no goal."""
    offered = (*goals(language), talk_to_a_person(language))
    return Draft(blocks=(QuestionBlock(slot="goal", text=translate(language, BEGIN), choices=offered),))


def lines(language: str, found: HelpLines) -> str:
    """Say whom to call, and what for."""
    parts = [
        translate(language, "somebody who listens: {numbers}", numbers=found.listening) if found.listening else "",
        translate(language, "violence at home: {numbers}", numbers=found.violence) if found.violence else "",
        translate(language, "emergency: {numbers}", numbers=found.emergency) if found.emergency else "",
    ]
    return found.own or "; ".join(part for part in parts if part)


def talk_to_a_person(language: str) -> Choice:
    return choice(translate(language, "Talk to a person"), "say:/human")


def with_question(draft: Draft, slot: Question | None, language: str) -> Draft:
    """Add the one next question, if there is one."""
    return draft if slot is None else draft.after(question(slot, language)).asking(slot.value)


def first(labels: Iterable[str], most: int) -> list[str]:
    """Give the first few different labels."""
    return list(dict.fromkeys(labels))[:most]

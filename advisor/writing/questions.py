"""How is the one next question asked, and what can be tapped instead of typed?"""

import json
from collections.abc import Sequence

from advisor.dialogue import Question
from advisor.translations import count, translate
from advisor.vocabulary.blocks import Choice, QuestionBlock
from advisor.vocabulary.learner import Money, Slot
from advisor.writing.draft import choice
from advisor.writing.words import amount
from knowledge.vocabulary.language import NAMES, understood_together

WORDS: dict[Question, str] = {
    Question.GOAL: "What work would you like to do, or what would you like to learn?",
    Question.TIME: "How many hours a week can you learn?",
    Question.MONEY: "How much could you pay in all?",
    Question.LANGUAGE: "In which language would you like to learn?",
    Question.PLACE: "Online, or at a place near you?",
}
GOALS = ("solar energy", "office and computer skills", "care work", "welding")
"""Fields that the sample covers in several languages; anything else can be typed."""
PACES = (4, 8, 16)
AFFORDABLE: dict[str, tuple[float, str]] = {
    "bs": (200, "BAM"), "hr": (100, "EUR"), "sr": (10000, "RSD"), "sq": (10000, "ALL"), "mk": (6000, "MKD"),
    "de": (100, "EUR"), "id": (500000, "IDR"), "ms": (250, "MYR"), "th": (2000, "THB"),
}  # fmt: skip
"""A modest amount in the money of the country where the language is spoken."""


def question(slot: Question, language: str) -> QuestionBlock:
    """Ask for one thing; the last choice always lets the learner pass it over."""
    skip = choice(translate(language, "Skip"), f"skip:{slot.value}")
    return QuestionBlock(
        slot=slot.value, text=translate(language, WORDS[slot]), choices=(*_choices(slot, language), skip)
    )


def goals(language: str) -> tuple[Choice, ...]:
    return tuple(
        fact(words[0].upper() + words[1:], Slot.GOAL_TEXT, words)
        for words in (translate(language, goal) for goal in GOALS)
    )


def fact(label: str, slot: Slot, value: object) -> Choice:
    return choice(label, f"fact:{slot.value}={json.dumps(value, ensure_ascii=False)}")


def free(language: str) -> Choice:
    return fact(translate(language, "Only free courses"), Slot.MAX_PRICE, {"amount": 0, "currency": None})


def _choices(slot: Question, language: str) -> Sequence[Choice]:
    return {
        Question.GOAL: goals,
        Question.TIME: _times,
        Question.MONEY: _prices,
        Question.LANGUAGE: languages,
        Question.PLACE: _places,
    }[slot](language)


def _times(language: str) -> tuple[Choice, ...]:
    return tuple(
        fact(count(language, "{n} hour a week|{n} hours a week", pace), Slot.HOURS_PER_WEEK, pace) for pace in PACES
    )


def _prices(language: str) -> tuple[Choice, ...]:
    figure, currency = AFFORDABLE.get(language.partition("-")[0], (100, "EUR"))
    limit = Money(amount=figure, currency=currency)
    label = translate(language, "at most {name}", name=amount(language, limit))
    return free(language), fact(label[0].upper() + label[1:], Slot.MAX_PRICE, limit.model_dump())


def languages(language: str) -> tuple[Choice, ...]:
    """Offer the learner's own language, English, and both."""
    own = list(understood_together(language.partition("-")[0]))
    if "en" in own:
        return (fact(NAMES["en"], Slot.LANGUAGES, ["en"]),)
    name = NAMES.get(own[0], own[0])
    return (
        fact(name, Slot.LANGUAGES, own),
        fact(NAMES["en"], Slot.LANGUAGES, ["en"]),
        fact(f"{name} + {NAMES['en']}", Slot.LANGUAGES, [*own, "en"]),
    )


def _places(language: str) -> tuple[Choice, ...]:
    return (
        fact(translate(language, "Online"), Slot.MODES, ["online"]),
        fact(translate(language, "On site"), Slot.MODES, ["onsite", "blended", "workplace"]),
    )

"""What does a short answer speak of?"""

import re
from collections.abc import Callable, Sequence

from advisor.reading.amounts import FREE, sums
from advisor.reading.intents import is_small_talk
from advisor.reading.languages import language_lists
from advisor.reading.negation import is_ruled_out, languages_around
from advisor.reading.numbers import numbers_in
from advisor.reading.towns import WORD, town_at
from advisor.reading.words import UNSPACED, Read, Said, found, phrases, says, vocabulary
from advisor.vocabulary.blocks import Choice
from advisor.vocabulary.conversation import Conversation
from advisor.vocabulary.learner import Slot

NUMERIC = (Slot.HOURS_PER_WEEK, Slot.MAX_HOURS, Slot.MAX_PRICE, Slot.MAX_EQF_LEVEL, Slot.MAX_STEPS)
SIGN = re.compile(r"\s*(rm|rp\.?|€|\$|£|eur|usd|chf)?\s*")
"""A currency that stands before its sum: not RM500."""
WHOLE = frozenset({Slot.MAX_EQF_LEVEL, Slot.MAX_STEPS})
SHORT = 7
FULL_WEEK = 50
ASKED_GOAL = frozenset({"goal", Slot.GOAL_TEXT.value, Slot.GOAL_OCCUPATION.value, Slot.GOAL_SKILL.value})
"""Questions that cannot be left open by "I do not know": without a goal there is no advice."""
MONEY = frozenset({"money", Slot.MAX_PRICE.value})
AnswerReader = Callable[[Said, Sequence[Read]], list[Read]]
PUNCTUATION = " \t\n.,!?;:…"


def asked_slot(conversation: Conversation) -> str | None:
    """Give the slot that the last question was about."""
    return conversation.asked[-1] if conversation.asked else None


def skipped(text: Said, conversation: Conversation) -> Choice | None:
    """Read "skip", "I don't know", "it does not matter" as the choice to leave the question open."""
    slot = asked_slot(conversation)
    plain = _without_filler(text.plain)
    if slot is None or slot in ASKED_GOAL or not plain:
        return None
    nothing = phrases("answer.nothing").fullmatch(plain) is not None
    if nothing and (slot in MONEY or says("money.none", text)):
        return None
    leaves = any(phrases(key).fullmatch(plain) for key in ("answer.skip", "answer.any", "not"))
    return Choice(id="", label=text.text.strip(), action=f"skip:{slot}") if leaves or nothing else None


def _without_filler(plain: str) -> str:
    """Take "honestly" and its like from both ends of an answer."""
    kept = plain.strip(PUNCTUATION)
    while True:
        edges = [m for m in phrases("answer.filler").finditer(kept) if m.start() == 0 or m.end() == len(kept)]
        left = next((kept[: m.start()] + kept[m.end() :] for m in edges if m.group() != kept), kept).strip(PUNCTUATION)
        if left == kept:
            return kept
        kept = left


def read_answer(text: Said, conversation: Conversation, read: Sequence[Read]) -> list[Read]:
    """Read a bare answer to the last question."""
    slot = asked_slot(conversation)
    answer = ANSWERS.get(slot or "")
    if answer is None or len(text.plain.split()) > SHORT or any(r.slot for r in read) or _asks(text):
        return []
    return answer(text, read)


def _asks(text: Said) -> bool:
    """Say whether it is a question back: its "a" is no number, što is no hundred, its words are no place."""
    opens = phrases("intent.question", languages_around(text)).match(text.plain.strip())
    asked = text.text.rstrip().endswith("?") or says("ask.total", text) or says("ask.hard", text)
    # "do 150" is an upper bound in Bosnian, though English questions begin with "do"
    return asked or (opens is not None and len(text.plain.split()) > 1 and not any(map(str.isdigit, text.plain)))


def _number_for(slot: Slot) -> AnswerReader:
    def read_number(text: Said, _read: Sequence[Read]) -> list[Read]:
        numbers = [n for n in numbers_in(text) if n.value > 0 and not any(True for _ in sums(text))]
        if not numbers or (slot is Slot.HOURS_PER_WEEK and numbers[0].low > 168):
            return []
        value = numbers[0].low if slot is Slot.HOURS_PER_WEEK else numbers[0].value
        return [Read(slot, int(value) if slot in WHOLE else value, numbers[0].start, numbers[0].end)]

    return read_number


def _price(text: Said, _read: Sequence[Read]) -> list[Read]:
    plain = text.plain.strip(PUNCTUATION)
    if phrases("answer.nothing").fullmatch(plain):
        return [Read(Slot.MAX_PRICE, FREE, 0, len(text.plain))]
    for number in (n for n in numbers_in(text) if n.value != 1 or text.plain[n.start].isdigit()):
        return [Read(Slot.MAX_PRICE, {"amount": number.value, "currency": None}, number.start, number.end)]
    return []


def _languages(text: Said, _read: Sequence[Read]) -> list[Read]:
    named = [each for each in language_lists(text) if not is_ruled_out(text, each[0], each[2])]
    codes = list(dict.fromkeys(code for _, group, _ in named for code in group))
    return [Read(Slot.LANGUAGES, codes, named[0][0], named[-1][2])] if codes else []


def _near(text: Said, _read: Sequence[Read]) -> list[Read]:
    for match in WORD.finditer(text.plain):
        town = town_at(text.plain, match.start(), text.language)
        if town and town[0].name and not _is_a_word(text, match):
            span = (match.start(), town[1])
            return [Read(Slot.NEAR, town[0].name, *span), Read(Slot.COUNTRY, town[0].country, *span)]
    return _any_place(text)


def _is_a_word(text: Said, match: re.Match[str]) -> bool:
    """Say whether it is an everyday word that, with another ending, names a far town: može, Moga."""
    return match.group() in _words_known(text) and text.text[text.places[match.start()]].islower()


def _words_known(text: Said) -> frozenset[str]:
    return vocabulary().get({"hr": "bs", "sr": "bs"}.get(text.language, text.language), frozenset[str]())


def _any_place(text: Said) -> list[Read]:
    plain = re.sub(r"^\W+|\W+$", "", text.plain)
    if not 3 <= len(plain) <= 40 or len(plain.split()) > 3 or not plain[0].isalpha():
        return []
    if is_small_talk(text) or _says_something(text, plain):
        return []
    if UNSPACED.search(plain) and not says("place.in", text, 0, 12):
        return []  # any sentence is one word there
    for match in found("place.in", text, 0, 12):
        start = match.end() if match.start() == 0 else 0
        break
    else:
        start = 0
    begin = start + len(text.plain[start:]) - len(text.plain[start:].lstrip())
    end = len(text.plain.rstrip(PUNCTUATION))
    return [Read(Slot.NEAR, text.words(begin, end), begin, end, sure=False)]


def _says_something(text: Said, plain: str) -> bool:
    """Say whether the words ask or ask for something: "when does it start" is no place."""
    own = languages_around(text)
    opens = any(
        phrases(key, own).match(plain) for key in ("intent.question", "ask.question", "answer.skip", "act.accept")
    )
    words = plain.split()
    return opens or (len(words) > 1 and all(word in _words_known(text) for word in words))


def _time(text: Said, read: Sequence[Read]) -> list[Read]:
    """Take a bare number for hours a week, one that is too large for a week for hours in all."""
    numbers = numbers_in(text)
    slot = Slot.MAX_HOURS if numbers and numbers[0].low > FULL_WEEK else Slot.HOURS_PER_WEEK
    return _number_for(slot)(text, read)


ANSWERS: dict[str, AnswerReader] = {
    "time": _time,
    "money": _price,
    "language": _languages,
    "place": _near,
    Slot.HOURS_PER_WEEK.value: _time,
    Slot.MAX_HOURS.value: _number_for(Slot.MAX_HOURS),
    Slot.MAX_EQF_LEVEL.value: _number_for(Slot.MAX_EQF_LEVEL),
    Slot.MAX_STEPS.value: _number_for(Slot.MAX_STEPS),
    Slot.MAX_PRICE.value: _price,
    Slot.LANGUAGES.value: _languages,
    Slot.NEAR.value: _near,
}
"""Slot that was asked for → how a bare answer to it is read."""

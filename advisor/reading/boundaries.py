"""What does a message hold that we do not do, must not keep, or do not obey?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import category

from advisor.reading.asking import Words, spoken_in
from advisor.reading.clauses import Clause, Kind, piece_of, sentence_of
from advisor.reading.intents import speaks_of_learning
from advisor.reading.numbers import Number, numbers_in
from advisor.reading.words import LANGUAGES, Read, Said, phrases, says
from advisor.vocabulary.conversation import Conversation, Intent
from advisor.vocabulary.learner import Slot

GROWN_UP = 16
"""Age from which advice is planned and kept."""
YOUNGEST = 6
SPECIAL = ("health", "religion", "ethnicity", "union", "sexuality", "record")
"""Kinds of data that the law protects most (GDPR, articles 9 and 10), as they are named in `Understanding.special`."""
GOAL = frozenset({Slot.GOAL_TEXT, Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL})
LIFE = frozenset({Slot.BACKGROUND, Slot.HELD_SKILL, Slot.NOT_HELD, Slot.EQF_LEVEL, Slot.SPEAKS, Slot.INTEREST})
UNITS = ("unit.hour", "unit.minute", "unit.day", "unit.week", "unit.month", "unit.evening", "unit.step")
A_WISH = 300
"""Characters up to which a message with an instruction may hold a wish of its own."""
LEFT_BEFORE = 12
"""Characters before a class in which it may be said that it was finished: Thai ends a part with every space."""
NEAR = 40
"""Characters between two words that are said of one matter."""
BROKEN = re.compile(r"[.!?;,\n]")
CODE = re.compile(
    r"```|^\s*import [a-z_.]+|^\s*from [a-z_.]+ import|\b[A-Za-z_.]{2,}\((?:\d|['\"]|\))|<script|\|\||&&|--\s*$|;\s*--"
    r"|['\"]\)*\s*(?:or|and)\s*\(*\s*['\"\d]|/\*|\*/|['\"]\s*(?:#|=\s*\(*['\"])"
    r"|\b(?:select|union|waitfor|having|order)\b.{1,60}\b(?:from|select|delay|by)\b|['\"]\s*(?:or|and)\s+['\"\d]|\d\s*=\s*\d",
    re.MULTILINE | re.IGNORECASE,
)
"""Parts of programs and database commands: nobody says so what they want."""
NO_NAME = re.compile(r"[\"#=<>*;{}|$\\^~\[\]]|\('")
"""Signs that stand in no place's name."""
BASE64 = re.compile(r"(?<![\w+/=])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])[A-Za-z0-9+/]{24,}={0,2}(?![\w+/=])")
"""A message in disguise; no word of a person is that long and mixed."""


def around_of(text: Said, conversation: Conversation) -> Words:
    return Words(text, spoken_in(text, conversation.language))


def heeded(words: Words) -> Said:
    """Blank out the sentences that instruct us or set a task for a machine; all else keeps its place."""
    text = words.text
    plain = text.plain
    for place, _ in (*_instructions(words), *words.found("boundary.task")):
        start, end = sentence_of(text, place)
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return replace(text, plain=plain)


def obeyed(words: Words, reads: Sequence[Read]) -> list[Read]:
    """Drop what stands in a sentence that instructs us or sets a task for a machine: it is no wish and no limit.

    Of a long text, or one that instructs several times, nothing is taken for a wish, nor of a program.
    """
    text = words.text
    instructions = [*_instructions(words), *words.found("boundary.task")]
    if CODE.search(text.text) or (instructions and (len(text.plain) > A_WISH or len(instructions) > 1)):
        return []
    sentences = [sentence_of(text, start) for start, _ in instructions]
    named = [r for r in reads if r.slot is not Slot.NEAR or _may_be_a_name(str(r.value))]
    return [r for r in named if not any(start <= r.start < end + 1 for start, end in sentences)]


def _may_be_a_name(value: str) -> bool:
    """Say whether a place could be called so: no signs of programs, no symbols, nothing invisible."""
    return not NO_NAME.search(value) and not any(category(sign)[0] in "SC" for sign in value)


def boundary(words: Words, reads: Sequence[Read], said: Sequence[Clause], conversation: Conversation) -> Intent | None:
    """Say which boundary the message touches; a wish beside an insult or an instruction is still a wish."""
    if is_minor(words, reads) or (_was_too_young(conversation) and not is_grown_up(words)):
        return Intent.MINOR
    if _instructions(words) and not any(r.slot for r in reads):
        return Intent.MANIPULATION
    if words.says("boundary.task") and not any(r.slot for r in reads):
        return Intent.OFF_TOPIC
    if _asks_for_law(words):
        return Intent.LEGAL
    if _asks_for_medicine(words):
        return Intent.MEDICAL
    return Intent.ABUSE if words.says("boundary.abuse") and not _wishes(words, reads, said) else None


def _wishes(words: Words, reads: Sequence[Read], said: Sequence[Clause]) -> bool:
    """Say whether something is asked for beside an insult: a limit, or words of a wish for something that was read."""
    if any(r.slot and r.slot not in LIFE | GOAL for r in reads):
        return True
    wish = speaks_of_learning(words.text) or any(clause.kind is Kind.GOAL for clause in said)
    return wish and any(r.slot in GOAL for r in reads)


def special_kinds(words: Words, said: Sequence[Clause]) -> list[tuple[str, Read]]:
    """List what the writer told of their own health, religion and the like, with its place.

    What is wished for is no statement about oneself ("work with deaf people"), nor is whom one has cared for.
    """
    found = [(kind, *span) for kind in SPECIAL for span in words.found(f"boundary.special.{kind}")]
    return [(kind, Read(None, None, start, end)) for kind, start, end in found if not _of_work(kind, start, said)]


def _of_work(kind: str, place: int, said: Sequence[Clause]) -> bool:
    around = next((clause.kind for clause in said if clause.start <= place < clause.end), Kind.NONE)
    return around is Kind.GOAL or (kind == "health" and around in {Kind.BACKGROUND, Kind.CAN})


def kept_out(reads: Sequence[Read], special: Sequence[Read], words: Words) -> list[Read]:
    """Drop what was read out of special data or an insult: neither becomes a fact, but a need does."""
    spans = [*((s.start, s.end) for s in special), *words.found("boundary.abuse")]
    return [r for r in reads if r.slot is Slot.NEED or not any(s < r.end and r.start < e for s, e in spans)]


def _instructions(words: Words) -> list[tuple[int, int]]:
    disguised = [m.span() for pattern in (BASE64, CODE) for m in pattern.finditer(words.text.text)]
    return [*words.found("boundary.manipulation"), *(words.text.at(*span) for span in disguised)]


def _asks_for_medicine(words: Words) -> bool:
    """Say whether a medicine or a complaint stands beside a question how to take or treat it."""
    # a medicine has one name in all languages, so that a short message's own is often taken for another
    if words.says("boundary.medical.sure") or _together(Words(words.text), "boundary.drug", "boundary.dose"):
        return True
    told = words.says("boundary.medical") or _together(words, "boundary.ail", "boundary.remedy")
    return told and not speaks_of_learning(words.text)


def _together(words: Words, one: str, other: str) -> bool:
    """Say whether words of both kinds stand near each other, in whatever order."""
    return any(
        max(a, c) - min(b, d) <= NEAR for a, b in words.found(one) for c, d in words.found(other) if (a, b) != (c, d)
    )


def _may_they(words: Words) -> bool:
    """Say whether leave or duty is asked for before what an employer, a landlord or a state may do to somebody."""
    plain = words.text.plain
    asked = [end for _, end in words.found("boundary.may")]
    harms = [start for start, _ in words.found("boundary.harm")]
    return any(0 <= h - a <= NEAR and not BROKEN.search(plain, a, h) for a in asked for h in harms)


def _asks_for_law(words: Words) -> bool:
    if _may_they(words):
        return True
    if speaks_of_learning(words.text) and not words.says("boundary.legal.sure"):
        return False
    if words.says("boundary.legal", "boundary.legal.sure"):
        return True
    # "by law" alone is also said of recognition, which the documents answer
    return words.says("boundary.legal.weak") and not phrases("intent.policy").search(words.text.plain)


def _was_too_young(conversation: Conversation) -> bool:
    """Say whether the last reply was one to somebody under sixteen: nothing else is kept of it."""
    last = next((turn.reply for turn in reversed(conversation.turns) if turn.reply), None)
    return last is not None and any(block.type == "notice" and block.kind == "minor" for block in last.blocks)


def is_minor(words: Words, reads: Sequence[Read] = ()) -> bool:
    """Say whether the writer tells an age below sixteen, or a class of school that implies it."""
    if words.says("boundary.not_yet_16"):
        return True
    if any(not (_of_somebody_else(words, s) or _left_school(words, s)) for s, _ in words.found("boundary.school")):
        return True
    schooling = [(r.start, r.end) for r in reads if r.slot is Slot.EQF_LEVEL]
    told = (n for n in numbers_in(words.text) if not any(s <= n.start < e for s, e in schooling))
    return any(_age(words, number) for number in told if YOUNGEST <= int(number.low) < GROWN_UP)


def _left_school(words: Words, place: int) -> bool:
    """Say whether the class is one that was finished or left: "nach der 8. Klasse raus"."""
    start, end = piece_of(words.text, place)
    return says("edu.left", words.text, min(start, max(0, place - LEFT_BEFORE)), end)


def is_grown_up(words: Words) -> bool:
    """Say whether the writer tells to be sixteen or older."""
    ages = (n for n in numbers_in(words.text) if GROWN_UP <= n.low < 100)
    return words.says("boundary.adult") or any(_age(words, number) for number in ages)


def _age(words: Words, number: Number) -> bool:
    """Say whether a number is the writer's age: "I'm 14", "14 years old", "15 years, left school"."""
    text = words.text
    start, end = piece_of(text, number.start)
    if _of_somebody_else(words, number.start) or number.low != number.value:
        return False
    before = text.plain[start : number.start].rstrip()
    after = text.plain[number.end : end]
    unit = re.compile(rf"\s*-?\s*(?:{phrases('boundary.age_after', words.languages).pattern})").match(after)
    led = _ends_with(words, "boundary.age_before", before)
    if unit and led:
        return not _worked(words, start, end)
    if unit:
        alone = not before.strip() and not after[unit.end() :].strip()
        explicit = bool(re.search(r"alt|old|yo|vje[cç]|ขวบ", unit.group()))
        told = (
            (start, end) if explicit else sentence_of(text, number.start)
        )  # years at work stand apart: "I sew, 15 years"
        return (alone or explicit) and not _worked(words, *told)
    other = any(phrases(u, LANGUAGES).match(text.plain, _skip(text.plain, number.end)) for u in UNITS)
    ends = not after.strip() or not re.match(r"\s*(%|km|eur|euro|€|\$|km/h|a week|per|times|od|of)", after)
    if HAVING.search(before) and after.strip() and not GOES_ON.match(after):
        return False
    return led and not other and ends and not _worked(words, start, end) and _says_i_am(words, before)


HAVING = re.compile(r"\b(imam|kam|kom|tengo|have|punya|ada)( \w+)?$")
GOES_ON = re.compile(r"\s*([,;.!?]|(i|a|pa|ali|dhe|por|e|y|pero|and|but|dan|tapi|i'm|sam|sum|jam)\b)")
"""After "I have twelve" a word names what there are twelve of: hectares."""


def _skip(plain: str, place: int) -> int:
    while place < len(plain) and plain[place] in " -":
        place += 1
    return place


def _ends_with(words: Words, key: str, before: str) -> bool:
    return any(m.end() == len(before) for m in phrases(key, words.languages).finditer(before))


def _says_i_am(words: Words, before: str) -> bool:
    """A bare number needs a clear word: "im 13", "umur 13"; "saya 14" and "kam 14" may be hours."""
    return _ends_with(words, "boundary.age_bare", before)


def _worked(words: Words, start: int, end: int) -> bool:
    pattern = phrases("boundary.not_age", words.languages)
    return pattern.search(words.text.plain, start, end) is not None


def _of_somebody_else(words: Words, place: int) -> bool:
    start, end = sentence_of(words.text, place)
    return phrases("boundary.someone_else", words.languages).search(words.text.plain, start, end) is not None

"""What do the lines of a CV say of work, skills, languages and schooling? Read by the rules for a message, and no others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from advisor.reading.clauses import Clause, Kind, clauses
from advisor.reading.education import read_education
from advisor.reading.history import read_history
from advisor.reading.languages import language_lists, language_of, read_languages
from advisor.reading.words import Read, Said, Value, found, phrases, said
from advisor.vocabulary.learner import Slot
from knowledge.library import Library

SURE, LIKELY = 0.9, 0.7
"""Confidence of what was named, and of what was only nearly named."""
LETTERS_OF_A_HEADING = 60
LETTERS_TO_TELL_THE_LANGUAGE = 2_000
YEAR = re.compile(r"(?<!\d)(19|20|25)\d\d(?!\d)")
"""Thai years are counted from another day: 2560."""
POINT = re.compile(r"^\s*[•·▪▫◦‣●○■–—*-]\s*")
PRIVATE = re.compile(r"@|https?:|www\.|(?:\d[\s./()-]?){7,}\d")
"""Addresses and telephone numbers: such a line tells nothing of work."""
DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]){0,2}(?:19|20|25)\d\d(?!\d)")
"""2009-2016 and 01.03.2009 have as many digits as a telephone number."""
APART = re.compile(r"[,;/|•·\n]|\s[–-]\s")
BEGINNER = re.compile(r"(?<!\w)a[12](?!\w)")
COMPANY = re.compile(
    r"[^,;|()]*(?<!\w)(?:Ltd|LTD|LLC|Inc|PLC|plc|Corp|GmbH|AG|KG|mbH|e\.V|d\.\s?o\.\s?o|doo|d\.\s?d|a\.\s?d|j\.\s?p|sh\.\s?p\.\s?k|shpk"
    r"|Sdn\.?\s?Bhd|SDN\.?\s?BHD|Tbk|ДООЕЛ|ДОО|доо|АД)(?!\w)[^,;|()]*|(?<!\w)(?:PT|CV|UD|บริษัท)\.?(?=\s)[^,;|()]*",
)
"""A firm's name: "Canary Logistics Ltd" says nothing of what somebody did there."""


class Part(StrEnum):
    """What a part of a CV is about, as its heading says."""

    EXPERIENCE = "experience"
    SKILLS = "skills"
    CERTIFICATES = "certificates"
    LANGUAGES = "languages"
    EDUCATION = "education"
    ABOUT = "about"
    OTHER = "other"
    """References, hobbies, where somebody lives: not read."""
    NONE = "none"
    """No heading stands above it."""


@dataclass(frozen=True)
class Finding:
    """One thing that a document says, with the words that name it and the number of their line, from 1."""

    slot: Slot
    value: Value
    words: str
    line: int
    confidence: float


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    part: Part
    is_point: bool = False
    """Of a list: beneath a job what was done there."""


def read_document(lines: Sequence[str], library: Library) -> tuple[Finding, ...]:
    """Read work, skills, languages and the highest schooling, each once, in the order in which they stand."""
    language = language_of("\n".join(lines)[:LETTERS_TO_TELL_THE_LANGUAGE], None, None)
    parted = [line for line in _parted(lines) if line.part is not Part.OTHER and not _is_private(line.text)]
    told = [each for line in parted for each in _work(line, language, library)]
    spoken = [each for line in parted for each in _languages(line, language)]
    schools = [each for line in parted for each in _schooling(line, language)]
    return (*_once(told), *_together(spoken), *_highest(schools))


def _is_private(text: str) -> bool:
    return PRIVATE.search(DATE.sub("", text)) is not None


def _parted(lines: Sequence[str]) -> Iterator[_Line]:
    """Give each line the part that it stands in; a heading may have its content behind it: "Skills: Excel"."""
    part = Part.NONE
    for number, line in enumerate(lines, 1):
        heading, rest = _heading(line)
        part = heading or part
        text = POINT.sub("", rest if heading else line).strip()
        if text:
            yield _Line(number, text, part, POINT.match(line) is not None)


def _heading(line: str) -> tuple[Part | None, str]:
    """Tell a heading, and what stands behind its colon."""
    before, colon, rest = line.partition(":")
    plain = " ".join(said(before if colon else line, "en").plain.strip(" .:-–|•*#_=").split())
    if not plain or len(plain) > LETTERS_OF_A_HEADING:
        return None, line
    return next((part for part, named in _headings() if named.fullmatch(plain)), None), rest


@lru_cache(maxsize=1)
def _headings() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    return tuple((part, phrases(f"document.{part.value}")) for part in Part if part is not Part.NONE)


KINDS = {Part.SKILLS: Kind.CAN, Part.CERTIFICATES: Kind.CAN, Part.EXPERIENCE: Kind.BACKGROUND}
"""What a line without a cue of its own tells, by the part that it stands in."""
WITHOUT_A_LIST = frozenset({Part.NONE, Part.ABOUT})
"""Parts that are written in sentences, as a letter is."""
READ = frozenset({Slot.BACKGROUND, Slot.HELD_SKILL})


def _work(line: _Line, language: str, library: Library) -> Iterator[Finding]:
    """Read occupations and skills; wishes, and what somebody says not to be, are no part of what they bring."""
    if line.part in {Part.LANGUAGES, Part.EDUCATION}:
        return
    text = said(_without_firms(line.text), language)
    if text.plain.strip():
        reads = read_history(text, _clauses(text, line), library)
        yield from (_finding(text, r, line) for r in reads if r.slot in READ and not r.withdrawn)


def _without_firms(text: str) -> str:
    """Blank the names of firms, so that every other word keeps its place."""
    return COMPANY.sub(lambda firm: " " * len(firm[0]), text)


def _clauses(text: Said, line: _Line) -> list[Clause]:
    kind = KINDS.get(line.part, Kind.NONE)
    if kind is Kind.BACKGROUND and line.is_point:
        kind = Kind.CAN
    if line.part is Part.NONE and YEAR.search(line.text):
        kind = Kind.BACKGROUND
    return [replace(each, kind=kind) if each.kind is Kind.NONE else each for each in clauses(text, [])]


def _finding(text: Said, read: Read, line: _Line) -> Finding:
    words = text.words(read.start, read.end).strip(" ,.;:!?()")
    return Finding(read.slot or Slot.HELD_SKILL, read.value, words, line.number, SURE if read.sure else LIKELY)


def _languages(line: _Line, language: str) -> Iterator[Finding]:
    """Read the languages in which somebody can follow a course: not those of which they know a little."""
    if line.part is not Part.LANGUAGES:
        text = said(line.text, language)
        told = (read for read in read_languages(text) if read.slot is Slot.LANGUAGES)
        yield from (_finding(text, read, line) for read in told if line.part in WITHOUT_A_LIST)
        return
    for piece in APART.split(line.text):
        text = said(piece, language)
        few = BEGINNER.search(text.plain) or next(found("document.basic", text), None)
        for start, codes, end in [] if few else language_lists(text):
            yield Finding(Slot.LANGUAGES, codes, text.words(start, end), line.number, SURE)


def _schooling(line: _Line, language: str) -> Iterator[Finding]:
    if line.part is not Part.EDUCATION and line.part not in WITHOUT_A_LIST:
        return
    text = said(YEAR.sub("", line.text), language)
    for read in read_education(text):
        if read.slot is Slot.EQF_LEVEL:
            yield _finding(text, read, line)


def _once(told: Iterable[Finding]) -> list[Finding]:
    """Keep of what is told several times the surest, where it was told first."""
    best: dict[tuple[Slot, str], Finding] = {}
    for each in told:
        before = best.get(_key(each))
        if before is None or each.confidence > before.confidence:
            best[_key(each)] = each
    return sorted(best.values(), key=lambda each: each.line)


def _key(finding: Finding) -> tuple[Slot, str]:
    value = finding.value["skill"] if isinstance(finding.value, dict) else finding.value
    return finding.slot, str(value)


def _together(spoken: Sequence[Finding]) -> list[Finding]:
    """Make one finding of all languages: they are one limit."""
    codes = [str(code) for each in spoken if isinstance(each.value, list) for code in each.value if code != "und"]
    words = ", ".join(dict.fromkeys(each.words for each in spoken))
    return [replace(spoken[0], value=list(dict.fromkeys(codes)), words=words)] if codes else []


def _highest(schools: Sequence[Finding]) -> list[Finding]:
    return [max(schools, key=lambda each: int(str(each.value)))] if schools else []

"""Which numbers does a message name, in figures or in words?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading.words import LANGUAGES, UNSPACED, Said, last_found, lexicon, phrases
from knowledge.transliteration import folded

FIGURES = re.compile(r"(?<![\d.,])(\d{1,3}(?:[., ']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?)")
GROUP = re.compile(r"[., '](?=\d{3}(?!\d))")
TOKEN = re.compile(rf"{FIGURES.pattern}|[\u0e00-\u0e4f\u0e5a-\u0e7f]+|[^\W\d_]+")
"""Figures, a run of Thai with its vowel signs, or a word."""
GLUED = 6
"""Letters from which on a word may be several number words written as one."""
FACTOR = re.compile(r"\s*(k|rb|jt|tsd|mio)(?!\w)")
FACTORS = {"k": 1_000, "rb": 1_000, "tsd": 1_000, "jt": 1_000_000, "mio": 1_000_000}


@dataclass(frozen=True)
class Number:
    """A number or a range; `low` is the same as `value` where there is no range."""

    value: float
    start: int
    end: int
    low: float


@dataclass(frozen=True)
class _Part:
    kind: str
    """`add`, `times`, `plus` or `half`."""
    value: float
    start: int
    end: int


@lru_cache(maxsize=64)
def numbers_in(text: Said) -> tuple[Number, ...]:
    """List the numbers from left to right, two with `to` or a dash between them as one range."""
    found: list[Number] = []
    for number in _without_about(text, list(_single(text))):
        if found and _makes_range(text, found[-1], number):
            first = found.pop()
            found.append(Number(number.value, first.start, number.end, first.low))
        else:
            found.append(number)
    return tuple(found)


def _without_about(text: Said, numbers: Sequence[Number]) -> list[Number]:
    """Drop the "one" that means about: jedno šest, едно шест."""
    behind = [n.start for n in numbers]
    return [
        n
        for n in numbers
        if not (text.plain[n.start : n.end] in _tables().about and _followed_by(text, n.end) in behind)
    ]


def _followed_by(text: Said, place: int) -> int:
    return place + len(text.plain[place:]) - len(text.plain[place:].lstrip())


def _makes_range(text: Said, first: Number, second: Number) -> bool:
    between = text.plain[first.end : second.start].strip()
    if first.low >= second.value:
        return False
    if not between and second.value == first.low + 1 and not _in_figures(text, first):
        return True
    return between in _tables().to or (between in _tables().joins and _led_by_between(text, first.start))


def _in_figures(text: Said, number: Number) -> bool:
    return any(c.isdigit() for c in text.plain[number.start : number.end])


def _led_by_between(text: Said, place: int) -> bool:
    """Say whether "between" stands before: between four and six."""
    last = last_found("number.between", text, max(0, place - 14), place)
    return last is not None and not text.plain[last.end() : place].strip()


def _single(text: Said) -> Iterator[Number]:
    run: list[_Part] = []
    for part in _parts(text):
        if run and not (_joined(text, run[-1].end, part.start) and _fits(run, part)):
            yield _number(run)
            run = []
        if run or part.kind != "plus":
            run.append(part)
    if run:
        yield _number(run)


def _joined(text: Said, end: int, start: int) -> bool:
    between = text.plain[end:start]
    return between in ("", " ", "-") or (between.strip() in _tables().joins and between.startswith(" "))


def _fits(run: Sequence[_Part], part: _Part) -> bool:
    """Say whether the part still belongs to the number: twenty + five does, five + six does not."""
    if part.kind == "half":
        return run[-1].kind != "half" and run[-1].value >= 1
    if run[-1].kind == "half":
        return part.kind == "times"
    if part.kind == "times":
        return run[-1].kind != "times" or part.value > run[-1].value
    if part.kind == "plus":
        return run[-1].kind == "add" and run[-1].value < 10
    if run[-1].kind == "times":
        return part.value < run[-1].value
    so_far = _value(run)
    return so_far >= 10 and part.value < 100 and so_far % _place_above(part.value) == 0 and part.value >= 1


def _place_above(value: float) -> int:
    return 10 if value < 10 else 100


def _number(run: Sequence[_Part]) -> Number:
    value = _value(run)
    return Number(value, run[0].start, run[-1].end, value)


def _value(run: Sequence[_Part]) -> float:
    total = 0.0
    part = 0.0
    last = 1.0
    for piece in run:
        if piece.kind == "half":
            # a thousand and a half is 1500, two and a half is 2.5
            part += piece.value * last
            continue
        last = piece.value if piece.kind == "times" else 1.0
        if piece.kind == "add":
            part += piece.value
        elif piece.kind == "plus":
            part += 10
        elif piece.value >= 1_000:
            total += (part or 1) * piece.value
            part = 0
        elif piece.value == 10:
            unit = part % 10
            part += (unit or 1) * 10 - unit
        else:
            below = part % piece.value
            part += (below or 1) * piece.value - below
    return total + part


def _parts(text: Said) -> Iterator[_Part]:
    """List figures and number words in the order of the text."""
    read_to = 0
    for token in TOKEN.finditer(text.plain):
        if token.start() < read_to:
            continue
        for part in _parts_of(text, token):
            if part.start < read_to:
                continue
            yield part
            half = phrases("number.and_half").match(text.plain, _next(text, part.end))
            if half:
                read_to = half.end()
                yield _Part("half", 0.5, part.end, half.end())


def _next(text: Said, place: int) -> int:
    return place + 1 if text.plain[place : place + 1] == " " else place


def _parts_of(text: Said, token: re.Match[str]) -> Sequence[_Part]:
    if token.group(1):
        return [_figures(text, token)]
    if UNSPACED.search(token.group()):
        return _unspaced(text.plain, token.start(), token.end())
    return _spelled(token.group(), token.start())


def _figures(text: Said, token: re.Match[str]) -> _Part:
    value = float(GROUP.sub("", token.group(1)).replace(",", "."))
    factor = FACTOR.match(text.plain, token.end())
    if factor:
        return _Part("add", value * FACTORS[factor.group(1)], token.start(), factor.end())
    return _Part("add", value, token.start(), token.end())


def _spelled(word: str, start: int) -> list[_Part]:
    tables = _tables()
    if word in tables.words:
        return [_Part(*tables.words[word], start, start + len(word))]
    if len(word) >= GLUED and tables.glued.fullmatch(word):
        return [_Part(*tables.words[w], start, start + len(word)) for w in _in_order(word)]
    return []


def _in_order(word: str) -> list[str]:
    """Take a word apart, the ten before its unit: fünf-und-zwanzig is zwanzig, fünf."""
    tables = _tables()
    pieces = tables.piece.findall(word)
    ordered: list[str] = []
    for place, piece in enumerate(pieces):
        if piece in tables.words:
            unit_first = place > 1 and pieces[place - 1] == "und"
            ordered.insert(len(ordered) - 1, piece) if unit_first else ordered.append(piece)
    return ordered


def _unspaced(plain: str, start: int, end: int) -> list[_Part]:
    tables = _tables()
    named = (m for m in tables.thai.finditer(plain, start, end) if m.group() in tables.words)
    parts = [_Part(*tables.words[m.group()], m.start(), m.end()) for m in named]
    return list(_in_full(parts))


def _in_full(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Give what a short form stands for: "ten thousand two" is 12,000, "ten thousand one" just one of them."""
    for place, part in enumerate(parts):
        before = parts[place - 1] if place else None
        after = parts[place + 1] if place + 1 < len(parts) else None
        short = before and before.kind == "times" and before.value >= 1_000 and before.end == part.start
        if before and short and part.kind == "add" and 1 <= part.value < 10 and not _goes_on(part, after):
            value = 0.0 if part.value == 1 else part.value * before.value / 10
            yield _Part("add", value, part.start, part.end)
        else:
            yield part


def _goes_on(part: _Part, after: _Part | None) -> bool:
    return after is not None and after.start == part.end and after.kind == "times"


@dataclass(frozen=True)
class _Tables:
    words: dict[str, tuple[str, float]]
    joins: frozenset[str]
    to: frozenset[str]
    about: frozenset[str]
    glued: re.Pattern[str]
    piece: re.Pattern[str]
    thai: re.Pattern[str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    words: dict[str, tuple[str, float]] = {}
    for language in LANGUAGES:
        given = lexicon(language)["numbers"]
        for kind in ("add", "times", "plus"):
            for word, value in given.get(kind, {}).items():
                for written in _ways_to_write(word):
                    words.setdefault(written, (kind, value))
    joins = frozenset(folded(w) for language in LANGUAGES for w in lexicon(language)["numbers"].get("joins", ()))
    to = frozenset(folded(w) for language in LANGUAGES for w in lexicon(language)["numbers"].get("to", ())) | {"-"}
    about = frozenset(folded(w) for language in LANGUAGES for w in lexicon(language)["numbers"].get("about", ()))
    spaced = sorted((w for w in words if not UNSPACED.search(w)), key=len, reverse=True)
    thai = sorted((w for w in words if UNSPACED.search(w)), key=len, reverse=True)
    choice = "|".join(spaced)
    return _Tables(
        words, joins, to, about, re.compile(rf"(?:{choice})(?:(?:und|i)?(?:{choice}))+"),
        re.compile(rf"und|{choice}|i"), re.compile("|".join([*_no_numbers(), *thai]) or r"(?!)"),
    )  # fmt: skip


def _no_numbers() -> list[str]:
    """List words of a script without spaces in which a number word stands by chance."""
    return [word for language in LANGUAGES for word in lexicon(language)["numbers"].get("not", ())]


def _ways_to_write(word: str) -> set[str]:
    return {folded(word), folded(word.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae"))}

"""Which rows are the same course, the same course offered elsewhere, a changed one, or nearly the same?

Nothing is ever merged: the difference is shown, and a person decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.formats.rows import row_of
from knowledge.submissions.rules import finding
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.submission import Finding

Numbered = tuple[int, MicroCredential]
ALIKE = 93
"""Of 100, by rapidfuzz on sorted words: from here on two titles may be the same."""
LARGEST_BLOCK = 60
"""Titles that share a word; a word that more of them share says nothing."""
LONGEST_VALUE = 70
MOST_SHOWN = 4
_OFFER = ("location", "start_dates", "language", "mode", "schedule", "price", "currency", "url", "support")
"""What differs between two offers of one course."""
_PLACE_AND_TIME = ("location", "start_dates", "language", "mode", "schedule")
_NUMBERED = re.compile(r"\d|^[ivx]+$")
"""A word of a title that sets two courses apart although all others are the same: a number, a level such as B1."""

_WORD = re.compile(r"[^\W_]+[+#]*")
SHORTEST_MISTYPED = 5
"""Letters: a shorter word that differs in one is another word, such as BE and CE."""
_FILLERS = frozenset(
    _WORD.findall(
        "a an the of in on to and or for by at with from your our u i za na o od do s sa und der die das fur im zu de la el los "
        "las en y del le les des et di dan untuk yang ke te dhe ne per e si vo"
    )
)
"""Words that may be there or not."""
ALIKE_TEXTS, SAME_TEXTS, ENOUGH_TEXT = 60, 90, 80
"""Of 100, and the letters from which on what two records say of themselves is compared."""


class Titled(NamedTuple):
    row: int
    record: MicroCredential
    title: str
    """Folded words, sorted."""
    provider: str


def check_duplicates(numbered: Sequence[Numbered], published: Iterable[MicroCredential]) -> Iterable[Finding]:
    """Compare the rows with each other and with what stands in the catalogue."""
    own = [_titled(row, record) for row, record in numbered]
    yield from _same_texts(own)
    yield from _near(own)
    yield from _against(own, published)


def changes(
    numbered: Iterable[Numbered], standing: Mapping[MicroCredentialId, tuple[MicroCredential, bool]]
) -> Iterable[Finding]:
    """Say field by field what a row changes in the record that stands under its external id."""
    for row, record in numbered:
        before, _withdrawn = standing.get(record.id, (None, False))
        for field, old, new in differences(before, record) if before is not None else ():
            yield finding("changed", row=row, field=field, value=_short(new), before=_short(old), evidence=old or new)


def differences(one: MicroCredential, other: MicroCredential) -> list[tuple[str, str, str]]:
    """List the fields in which two records differ, with both texts; identifiers and inferred skills do not count."""
    left, right = row_of(one), row_of(other)
    return [
        (field, left.get(field, ""), text)
        for field, text in right.items()
        if field != "external_id" and left.get(field, "") != text
    ]


def _titled(row: int, record: MicroCredential) -> Titled:
    # Alone, a capital I is the first part of something, not the "i" of the South Slavic languages
    words = [folded(word) if word != "I" else "1" for word in _WORD.findall(record.title)]
    # A title of nothing but little words keeps them
    told = sorted(word for word in words if word not in _FILLERS) or sorted(words)
    return Titled(row, record, " ".join(told), folded(_provider(record)))


def _provider(record: MicroCredential) -> str:
    return next((one.provider.name for one in record.opportunities), "") or record.awarding_body.name


def _same_texts(own: Sequence[Titled]) -> Iterator[Finding]:
    """Look for the same title of the same provider, and for the same description under another title."""
    titles: dict[tuple[str, str], Titled] = {}
    descriptions: dict[str, Titled] = {}
    for one in own:
        first = titles.setdefault((one.title, one.provider), one)
        if first is not one and first.record.id != one.record.id:
            yield from _same_title(first, one)
        text = one.record.description
        if (
            len(text) >= ENOUGH_TEXT
            and (first := descriptions.setdefault(text, one)) is not one
            and first.title != one.title
        ):
            yield finding("same_description", row=one.row, field="description", evidence=text, other=first.row)


def _same_title(first: Titled, one: Titled) -> Iterator[Finding]:
    if folded(first.record.title) != folded(one.record.title):
        if _may_be_one(first, one):
            yield _near_one(first, one)
        return
    if not one.provider:
        return
    different = differences(first.record, one.record)
    yield finding(
        _kind_of_repetition({field for field, _, _ in different}),
        row=one.row,
        field="title",
        evidence=one.record.title,
        other=first.row,
        told=_told(different),
    )


def _kind_of_repetition(fields: set[str]) -> str:
    if fields <= {"url"}:
        return "repeated_row"
    elsewhere = fields & set(_PLACE_AND_TIME) and fields <= {*_OFFER, "country"}
    return "another_offer" if elsewhere else "same_title"


def _near_one(first: Titled, one: Titled) -> Finding:
    told = _told(differences(first.record, one.record))
    title = first.record.title
    return finding("near_duplicate", row=one.row, field="title", other=first.row, told=told, evidence=title)


def _near(own: Sequence[Titled]) -> Iterator[Finding]:
    for one, other in _pairs(own, own, same_list=True):
        yield _near_one(other, one)


def _against(own: Sequence[Titled], published: Iterable[MicroCredential]) -> Iterator[Finding]:
    """Compare with the published records of the same providers that do not come with this file."""
    here = {one.record.id for one in own}
    providers = {one.provider for one in own if one.provider}
    others = [
        _titled(0, record) for record in published if record.id not in here and folded(_provider(record)) in providers
    ]
    said: set[int] = set()
    exact = {(other.title, other.provider): other for other in others}
    same = [(one, exact[one.title, one.provider]) for one in own if (one.title, one.provider) in exact]
    for one, other in (*same, *_pairs(own, others, same_list=False)):
        if one.row not in said and _may_be_one(other, one):
            said.add(one.row)
            told = _told(differences(other.record, one.record)) or "in nothing but the external id"
            name = f"{other.record.title} ({other.record.id})"
            yield finding(
                "near_published", row=one.row, field="title", other=name, told=told, evidence=name,
                its_code=other.record.external_id, course=other.record.id,
            )  # fmt: skip


def _pairs(own: Sequence[Titled], others: Sequence[Titled], *, same_list: bool) -> Iterator[tuple[Titled, Titled]]:
    """Pair each row with the first one whose title is nearly, but not quite, the same; by the same provider."""
    from rapidfuzz import fuzz, process

    for provider, mine in _by_provider(own).items():
        theirs = mine if same_list else _by_provider(others).get(provider, [])
        blocks = _blocks(theirs)
        for one in mine:
            near = {
                id(o): o
                for o in _candidates(one, blocks)
                if o.title != one.title and (not same_list or o.row < one.row)
            }
            listed = list(near.values())
            found = process.extract(
                one.title, [o.title for o in listed], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3
            )
            for _, _, place in found:
                if not _set_apart(one.title, listed[place].title) and _may_be_one(one, listed[place]):
                    yield one, listed[place]
                    break


def _by_provider(rows: Iterable[Titled]) -> dict[str, list[Titled]]:
    grouped: dict[str, list[Titled]] = defaultdict(list)
    for one in rows:
        grouped[one.provider].append(one)
    return grouped


def _blocks(rows: Iterable[Titled]) -> dict[str, list[Titled]]:
    """Group by words and by the beginning of the title, so that one mistyped word hides nothing."""
    blocks: dict[str, list[Titled]] = defaultdict(list)
    for one in rows:
        for key in _keys(one):
            blocks[key].append(one)
    return blocks


def _candidates(one: Titled, blocks: Mapping[str, list[Titled]]) -> Iterator[Titled]:
    for key in _keys(one):
        block = blocks.get(key, ())
        if len(block) <= LARGEST_BLOCK:
            yield from block


def _keys(one: Titled) -> set[str]:
    words = [word for word in one.title.split() if len(word) > 3]
    return {*words, "^" + folded(one.record.title)[:10]}


def _set_apart(one: str, other: str) -> bool:
    """Say whether a number or a whole word makes them two courses; a mistyped word does not."""
    left, right = set(one.split()), set(other.split())
    return any(_NUMBERED.search(word) for word in left ^ right) or not _mistyped(left - right, right - left)


def _mistyped(mine: set[str], theirs: set[str]) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    return 0 < len(mine) == len(theirs) and all(
        len(word) >= SHORTEST_MISTYPED
        and min(DamerauLevenshtein.distance(word, other) for other in theirs) <= (1 if len(word) < 8 else 2)
        for word in mine
    )


def _may_be_one(one: Titled, other: Titled) -> bool:
    """Say whether nothing that the two records state sets them apart; a title alone is too little without a provider."""
    if _conflicting(one.record, other.record):
        return False
    left, right = _told_of_itself(one.record), _told_of_itself(other.record)
    if min(len(left), len(right)) < ENOUGH_TEXT:
        return bool(one.provider)
    least = ALIKE_TEXTS if one.provider else SAME_TEXTS
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(left, right) >= least


def _told_of_itself(record: MicroCredential) -> str:
    outcomes = " ".join(outcome.text for outcome in record.outcomes)
    skills = " ".join(skill.label for skill in record.skills)
    return folded(f"{record.description[:600]} {outcomes[:300]} {skills[:300]}".strip())


def _conflicting(one: MicroCredential, other: MicroCredential) -> bool:
    """Say whether stated hours, ECTS or level make them two courses."""
    figures = (
        (one.workload.hours, other.workload.hours),
        (one.workload.ects, other.workload.ects),
        (one.eqf_level, other.eqf_level),
    )
    return any(a is not None and b is not None and a != b for a, b in figures)


def _told(different: Sequence[tuple[str, str, str]]) -> str:
    shown = [f"{field}: “{_short(old)}” / “{_short(new)}”" for field, old, new in different[:MOST_SHOWN]]
    more = len(different) - MOST_SHOWN
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")


def _short(text: str) -> str:
    if not text:
        return "not stated"
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"

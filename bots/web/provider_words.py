"""How is a finding said to a provider in the browser: in their language, by the names that the form has for its fields?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from advisor.translations import translate
from bots.web.provider_fields import LABELS
from bots.web.rendering import known
from knowledge.submissions.rules import RULES, Filled
from knowledge.vocabulary.submission import Finding, Level

MARKS: Mapping[Level, str] = {Level.ERROR: "✗", Level.WARNING: "!", Level.INFO: "·"}
LEVELS: Mapping[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "info"}
"""How grave → the word that is translated, for cells and for those who do not see marks."""
CHOOSE = "If that is wrong, choose in the table of columns what it is."
IN_BROWSER: Mapping[str, str] = {
    "missing_column": "Choose it in the table of columns.",
    "column_not_read": "If it is one of ours, choose it in the table of columns; what learners must know belongs into {further_information}.",
    "column_guessed": CHOOSE,
    "cells_against_name": CHOOSE,
    "two_columns_for_one": CHOOSE,
    "no_provider": "Fill the column {provider}.",
    "kept_mapping": CHOOSE,
    "kept_mapping_does_not_fit": CHOOSE,
    "unknown_skill": "Use a name of the skills classification, so that the course is found by skill.",
}
"""Rule → what to do about it where there is a page instead of a command line."""
IN_ANY_ROW = " in any of the {rows} rows"
NOT_STATED = "not stated"
OUR_WORDS = frozenset({"why", "meant", "letters"})
"""What is filled in from our own tables, not from the provider's file."""
_A_DIFFERENCE = re.compile(r"(?:(?<=^)|(?<=; ))([a-z_]+)(?=: “)")
_AND_MORE = re.compile(r"; and (\d+) more$")


class Said(NamedTuple):
    """A finding as a page shows it."""

    level: Level
    place: str
    says: str
    mend: str
    quote: str
    code: str
    language: str

    @property
    def mark(self) -> str:
        return MARKS[self.level]


def said(language: str, found: Finding) -> Said:
    """Say a finding in the language; what no rule made stays in English and says so."""
    rule = RULES.get(found.code)
    own_words = rule is None or not found.parameters
    says, mend = (found.message, found.mend) if own_words else _sentences(language, found)
    quote = "" if found.evidence in says else found.evidence
    return Said(
        found.level, found.column or label(language, found.field), says, mend, quote, found.code,
        "en" if own_words else language,
    )  # fmt: skip


def each_said(language: str, findings: Iterable[Finding]) -> Sequence[Said]:
    """Say findings one below the other: what to do about several of a kind is said with the last of them."""
    told = [said(language, found) for found in findings]
    same_below = [one.mend == below.mend for one, below in pairwise(told)]
    return [one._replace(mend="") if same else one for one, same in zip(told, [*same_below, False], strict=True)]


def sentence(language: str, found: Finding) -> str:
    """Say a finding in one line of a cell: how grave, where, what, and what to do."""
    one = said(language, found)
    where = f" {one.place}:" if one.place else ""
    return f"[{translate(language, LEVELS[one.level])}]{where} {one.says} → {one.mend}"


def label(language: str, column: str) -> str:
    """Name one of our columns as the form does; what is none stays as it is."""
    return translate(language, LABELS[column]) if column in LABELS else column


def _sentences(language: str, found: Finding) -> tuple[str, str]:
    rule = RULES[found.code]
    labels = {column: label(language, column) for column in LABELS}
    given = {name: _in_our_words(language, name, value, found) for name, value in found.parameters.items()}
    words = Filled({**labels, **given}, column=label(language, found.field))
    mend = IN_BROWSER.get(found.code, rule.mend)
    return known(language, rule.message).format_map(words), known(language, mend).format_map(words)


def _in_our_words(language: str, name: str, value: str, found: Finding) -> str:
    if name == "everywhere":
        return translate(language, IN_ANY_ROW, rows=found.parameters.get("rows", "")) if value else ""
    if name == "told":
        return _differences(language, value)
    if name == "about":
        return " / ".join(known(language, part) for part in value.split(" / "))
    if name in OUR_WORDS or value == NOT_STATED:
        return known(language, value)
    return value


def _differences(language: str, told: str) -> str:
    """Name the fields that differ; what the two records say stays in the provider's words."""
    named = _A_DIFFERENCE.sub(lambda field: label(language, field[1]), told)
    stated = named.replace(f"“{NOT_STATED}”", f"“{translate(language, NOT_STATED)}”")
    return _AND_MORE.sub(lambda found: "; " + translate(language, "and {number} more", number=found[1]), stated)

"""What may an office tell of a month of counselling, without telling anything of a single person?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from advisor.profiling import standing_facts
from advisor.small_cells import ShownCells, shown_cells, small_hidden
from advisor.unmet import newly_unmet
from advisor.vocabulary.conversation import Conversation, ConversationState
from advisor.vocabulary.counselling import Case
from advisor.vocabulary.handoff import HandOffStatus
from advisor.vocabulary.learner import Fact, Slot
from knowledge.library import Library

if TYPE_CHECKING:
    from advisor.case_access import CaseAccess

LANGUAGES = ("bs", "hr", "sr", "sq", "mk", "de", "en", "id", "ms", "th", "other")
GROUPS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "none")
"""Major groups of ISCO-08 by their digit; `none`: no occupation named yet, or one of no group."""
OUTCOMES = tuple(status.value for status in HandOffStatus if status is not HandOffStatus.DRAFT)
MOST_WISHES = 40


@dataclass(frozen=True)
class CaseReport:
    """Tables of a month; every one has the same rows every month but that of wishes."""

    month: str
    complete: bool
    """The month is over: what is not may grow, and two looks at it tell what lies between them."""
    states: ShownCells
    languages: ShownCells
    goals: ShownCells
    handoffs: Mapping[str, str]
    """Without a total, so that each number stands for itself; the same for the wishes."""
    wishes: Mapping[str, str]
    """Concept → conversations in which nothing fitted it, by address: an order by number would tell small ones apart."""


class CaseReports:
    """Counts the cases of everybody who advises here: a single counsellor's few would be hidden throughout."""

    def __init__(self, desk: "CaseAccess") -> None:
        self._desk = desk

    def of_month(self, month: str, by: str, now: datetime) -> CaseReport:
        """Count a month (2026-11; the running one where it is none), and note in the audit who looked."""
        first, after = bounds(month, now.date())
        cases, store = self._desk.cases.cases_asked(first, after), self._desk.parts.store
        facts = self._desk.cases.facts_of([case.conversation for case in cases])
        handoffs = Counter(each.status.value for case in cases for each in store.handoffs(case.conversation))
        held = [store.conversation(case.conversation) for case in cases]
        named = f"{first:%Y-%m}"
        self._desk.cases.counted(by, named, now)
        return CaseReport(
            month=named,
            complete=after <= now,
            states=shown_cells(states(cases)),
            languages=shown_cells(languages(cases)),
            goals=shown_cells(goals(facts.values(), self._desk.parts.library)),
            handoffs=small_hidden({status: handoffs[status] for status in OUTCOMES}),
            wishes=small_hidden(wishes(held)),
        )


def bounds(month: str, today: date) -> tuple[datetime, datetime]:
    """Give the first moment of a month and of the next one; of the running one where it is no month, or not yet."""
    try:
        asked = min(date.fromisoformat(f"{month}-01"), today)
    except ValueError:
        asked = today
    first = datetime(asked.year, asked.month, 1, tzinfo=UTC)
    after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return first, after


def states(cases: Sequence[Case]) -> dict[str, int]:
    counted = Counter(case.stands.value for case in cases)
    return {state.value: counted[state.value] for state in ConversationState}


def languages(cases: Sequence[Case]) -> dict[str, int]:
    counted = Counter(case.language if case.language in LANGUAGES else "other" for case in cases)
    return {language: counted[language] for language in LANGUAGES}


def goals(facts: Iterable[Sequence[Fact]], library: Library) -> dict[str, int]:
    """Count by the major group of the occupation aimed at."""
    counted = Counter(_group(each, library) for each in facts)
    return {group: counted[group] for group in GROUPS}


def _group(facts: Sequence[Fact], library: Library) -> str:
    goal = next((str(fact.value) for fact in standing_facts(facts).get(Slot.GOAL_OCCUPATION, ())), "")
    occupation = library.occupation(goal) if goal else None
    digit = occupation.isco[:1] if occupation else ""
    return digit if digit in GROUPS else "none"


def wishes(held: Iterable[Conversation]) -> dict[str, int]:
    """Count the conversations in which nothing fitted a concept: names of concepts only, never words of a person."""
    counted: Counter[str] = Counter()
    for conversation in held:
        found = {concept for turn in conversation.turns if turn.reply for concept in newly_unmet(turn.reply, ())}
        counted.update(found)
    kept = {concept for concept, _ in counted.most_common(MOST_WISHES)}
    return {concept: counted[concept] for concept in sorted(kept)}

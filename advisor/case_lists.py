"""How does a counsellor find a learner again, and what do they keep at hand?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from advisor.errors import CaseConflict, CaseNotFound
from advisor.profiling import standing_facts
from advisor.vocabulary.casework import CannedAnswer
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.counselling import Case, Counsellor
from advisor.vocabulary.learner import Fact, Slot
from knowledge.library import Library
from knowledge.transliteration import folded

if TYPE_CHECKING:
    from advisor.case_access import CaseAccess

LONGEST_LABEL, MOST_LABELS = 40, 12
LONGEST_TITLE, LONGEST_TEXT = 100, 4000
GOALS = (Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL)


@dataclass(frozen=True)
class ListedCase:
    case: Case
    labels: Sequence[str]


class CaseLists:
    """Labels are one's own; answers at hand are one's own or shared. Order comes from dates only, never from a score."""

    def __init__(self, desk: "CaseAccess") -> None:
        self._desk = desk

    def listed(self, who: Counsellor, found: Iterable[Case], label: str = "", by: str = "date") -> list[ListedCase]:
        """Put cases in order, each with its labels; with a label only those that have it."""
        labels = self._desk.cases.labels(who.id)
        listed = [ListedCase(case, labels.get(case.conversation, ())) for case in found]
        kept = [each for each in listed if not label or label in each.labels]
        return sorted(kept, key=lambda each: ORDERS.get(by, ORDERS["date"])(each.case))

    def labels(self, who: Counsellor, found: Iterable[Case]) -> list[str]:
        """List the labels that these cases have, each once."""
        kept = self._desk.cases.labels(who.id)
        return sorted({label for case in found for label in kept.get(case.conversation, ())})

    def search(self, who: Counsellor, words: str, language: str, now: datetime) -> list[Case]:
        """Find one's own cases that hold all words: in what people wrote, in labels, in the goal's name.

        Each one found is a look at it, and so in the audit.
        """
        wanted = folded(words).split()
        mine = list(self._desk.cases.cases_of(who.id)) if wanted else []
        here = [case.conversation for case in mine]
        said, facts = self._desk.cases.words_of(here), self._desk.cases.facts_of(here)
        labels, library = self._desk.cases.labels(who.id), self._desk.parts.library
        found = []
        for case in mine:
            goals = goal_names(facts[case.conversation], library, {language, case.language or "en"})
            text = folded("\n".join((case.code, said[case.conversation], *labels.get(case.conversation, ()), *goals)))
            if all(word in text for word in wanted):
                found.append(case)
        for case in found:
            self._desk.cases.seen(case.id, who.id, now, "found")
        return found

    def add_label(self, identifier: str, who: Counsellor, label: str) -> None:
        """Raises CaseConflict where it is too long, or there are too many."""
        case, plain = self._theirs(identifier, who), " ".join(label.split())
        kept = self._desk.cases.labels(who.id).get(case.conversation, ())
        if not plain or len(plain) > LONGEST_LABEL:
            raise CaseConflict("A label has 1 to 40 letters.", "Say it shorter.")
        if len(kept) >= MOST_LABELS:
            raise CaseConflict("A case has at most 12 labels.", "Take one away first.")
        self._desk.cases.add_label(case.conversation, who.id, plain)

    def drop_label(self, identifier: str, who: Counsellor, label: str) -> None:
        self._desk.cases.drop_label(self._theirs(identifier, who).conversation, who.id, label)

    def set_next_date(self, identifier: str, who: Counsellor, when: str) -> None:
        """Note the next date as 2026-12-01; nothing takes it away. Raises CaseConflict where it is no date."""
        case = self._theirs(identifier, who)
        try:
            day = date.fromisoformat(when) if when.strip() else None
        except ValueError as error:
            raise CaseConflict("This is no date.", "Write it as 2026-12-01.") from error
        self._desk.cases.set_next_date(case.conversation, day)

    # answers at hand
    def answers(self, who: Counsellor) -> Sequence[CannedAnswer]:
        return self._desk.cases.canned_answers(who.id)

    def answer(self, who: Counsellor, identifier: str) -> CannedAnswer | None:
        return next((each for each in self.answers(who) if each.id == identifier), None)

    def keep_answer(
        self, who: Counsellor, title: str, text: str, identifier: str = "", *, shared: bool = False
    ) -> CannedAnswer:
        """Add one, or change one's own. Raises CaseConflict where a part is missing, CaseNotFound where it is another's."""
        plain = " ".join(title.split())
        if not plain or not text.strip() or len(plain) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
            raise CaseConflict("An answer has a title of up to 100 letters and a text of up to 4000.", "Complete it.")
        if identifier:
            self._own(who, identifier)
        made = CannedAnswer(
            id=identifier or self._desk.parts.new_id(), owner=who.id, owner_name=who.name, shared=shared, title=plain,
            text=text.strip(),
        )  # fmt: skip
        self._desk.cases.save_canned_answer(made)
        return made

    def drop_answer(self, who: Counsellor, identifier: str) -> None:
        self._own(who, identifier)
        self._desk.cases.drop_canned_answer(identifier, who.id)

    def _own(self, who: Counsellor, identifier: str) -> None:
        standing = self.answer(who, identifier)
        if standing is None or standing.owner != who.id:
            raise CaseNotFound("There is no such answer of yours.", "Load the page again.")

    def _theirs(self, identifier: str, who: Counsellor) -> Case:
        """Find a case that is theirs, closed ones too: labels and dates are for finding."""
        case = self._desk.find(identifier, who)
        if case.counsellor != who.id:
            raise CaseConflict("This case is not one of your open ones.", "Take over first.")
        return case


def goal_names(facts: Sequence[Fact], library: Library, languages: Iterable[str]) -> list[str]:
    """Name the goal that stands, in its own words and in these languages."""
    standing = standing_facts(facts)
    said = [str(fact.value) for fact in standing.get(Slot.GOAL_TEXT, ())]
    concepts = [str(fact.value) for slot in GOALS for fact in standing.get(slot, ())]
    return [*said, *(library.label(concept, language) for concept in concepts for language in sorted(languages))]


def _by_date(case: Case) -> tuple[float, str]:
    return -case.last_contact.timestamp(), case.id


def _by_need(case: Case) -> tuple[bool, float, str]:
    """Put who waits for a word of a person first, the longest first; then the latest contact."""
    since = case.waiting_since if case.stands is not ConversationState.CLOSED else None
    return since is None, since.timestamp() if since else -case.last_contact.timestamp(), case.id


ORDERS: Mapping[str, Callable[[Case], tuple[object, ...]]] = {"date": _by_date, "need": _by_need}

"""What is known of the columns of a file while it is decided what they are?"""

from dataclasses import dataclass, field

from knowledge.formats.column_plan import Source
from knowledge.formats.headings import fold_heading
from knowledge.submissions.words import US_STATES
from knowledge.vocabulary.submission import Finding

_STATE = ("state", "statecode", "stateabbreviation")


@dataclass
class Table:
    """The columns of a file while it is decided what they are."""

    headings: list[str]
    cells: dict[str, list[str]]
    lists: frozenset[str] = frozenset()
    """Headings whose cells were lists."""
    sources: dict[str, list[Source]] = field(default_factory=dict)
    flags: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def used(self) -> set[str]:
        fed = {source.heading for group in self.sources.values() for source in group}
        return fed | {heading for heading, _, _ in self.flags} | set(self.notes)

    def free(self) -> list[str]:
        used = self.used
        return [heading for heading in self.headings if heading not in used]

    def take(self, ours: str, heading: str, how: str, sure: float) -> None:
        self.sources.setdefault(ours, []).append(Source(heading, how, sure))

    def filled(self, heading: str) -> list[str]:
        return [cell for cell in self.cells[heading] if cell.strip()]

    def forget(self, code: str, *headings: str) -> None:
        """Take back what was said of headings that found their place after all."""
        self.findings = [note for note in self.findings if note.code != code or note.column not in headings]


def state_heading(table: Table) -> str:
    """Find the heading under which nothing but states of the USA stands; empty where there is none."""
    heading = next((heading for heading in table.headings if fold_heading(heading).endswith(_STATE)), "")
    stated = {cell.strip() for cell in table.filled(heading)} if heading else set()
    return heading if stated and stated <= US_STATES else ""

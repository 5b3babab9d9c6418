"""How do several pathways and records share one numbered list of sources in a reply?"""

from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.pathway import Pathway, PathwayStep
from advisor.vocabulary.planned import PlannedPathway
from advisor.writing.pathways import PROVING, with_sums
from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.search import Citation

Key = tuple[str, str, str]


class Sources:
    """The citations of one reply, each once, numbered from 1."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[Key, int] = {}
        self._found: list[NumberedCitation] = []

    def cite(self, identifier: str, *fields: str) -> tuple[int, ...]:
        """Number the quotes of a record's fields; nothing where the record states nothing there."""
        try:
            record = self._library.find(MicroCredentialId(identifier))
        except NotFound:
            return ()
        return self.quotes(record, *fields)

    def quotes(self, record: MicroCredential, *fields: str) -> tuple[int, ...]:
        """Number the quotes of a record at hand, which may be narrowed to one way to take it."""
        return tuple(self.number(quote) for quote in (self._library.cite(record, field) for field in fields) if quote)

    def number(self, citation: Citation | NumberedCitation) -> int:
        key = (citation.id, citation.locator, citation.quote)
        if key not in self._numbers:
            self._numbers[key] = len(self._found) + 1
            self._found.append(NumberedCitation(n=len(self._found) + 1, **_plain(citation)))
        return self._numbers[key]

    def add(self, planned: PlannedPathway) -> Pathway:
        """Take a pathway's citations over; give it with its reasons numbered anew."""
        summed = with_sums(planned, self._library)
        numbers = {each.n: self.number(each) for each in summed.citations}
        return summed.pathway.model_copy(
            update={"steps": tuple(_renumbered(step, numbers) for step in summed.pathway.steps)}
        )

    def sums(self, *pathways: Pathway) -> tuple[int, ...]:
        """Give the numbers of what states hours and prices of the steps."""
        ids = {step.micro_credential_id for found in pathways for step in found.steps}
        return tuple(c.n for c in self._found if c.id in ids and c.locator in PROVING) or tuple(
            c.n for c in self._found if c.id in ids
        )

    def all(self) -> tuple[NumberedCitation, ...]:
        return tuple(self._found)


def _plain(citation: Citation | NumberedCitation) -> dict[str, object]:
    return {name: getattr(citation, name) for name in Citation.model_fields}


def _renumbered(step: PathwayStep, numbers: dict[int, int]) -> PathwayStep:
    reasons = tuple(
        each.model_copy(update={"citation": numbers.get(each.citation) if each.citation is not None else None})
        for each in step.reasons
    )
    return step.model_copy(update={"reasons": reasons})

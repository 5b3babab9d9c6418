"""What does the planner see of a library that is a few records in memory?"""

from collections.abc import Sequence

from knowledge.citing import cite
from knowledge.errors import NotFound
from knowledge.masks import Offers, mask_of, offers_of
from knowledge.vocabulary.credential import ConceptUri, MicroCredential
from knowledge.vocabulary.search import Citation, Filters, Match, Question
from knowledge.vocabulary.skill import Occupation, Relation, Skill


class SmallLibrary:
    """The part of the Library that advice about courses uses. Searching is counting shared words; 6 when all are."""

    def __init__(
        self,
        records: Sequence[MicroCredential] = (),
        occupations: Sequence[Occupation] = (),
        skills: Sequence[Skill] = (),
        version: int = 1,
    ) -> None:
        self._records = {r.id: r for r in records}
        self._occupations = {o.concept_uri: o for o in occupations}
        asked = {r.skill for o in occupations for r in o.requirements}
        taught = {s.uri for r in records for s in r.skills if s.uri}
        self._skills = {uri: Skill(concept_uri=uri, preferred={"en": uri.rsplit(":", 1)[-1]}) for uri in asked | taught}
        self._skills.update({s.concept_uri: s for s in skills})
        self._version = version

    def vector_of(self, text: str, model: str) -> None:
        """Embed nothing: no model serves here."""

    def catalogue_version(self) -> int:
        return self._version

    def engines(self) -> dict[str, str | int]:
        return {"catalogue_version": self._version, "embedding": "words", "index": "agrees", "texts_without_vector": 0}

    def micro_credentials(self) -> Sequence[MicroCredential]:
        return tuple(self._records.values())

    def offers(self) -> Offers:
        return offers_of(self.micro_credentials())

    def find(self, identifier: str) -> MicroCredential:
        if identifier not in self._records:
            raise NotFound(f"There is no micro-credential {identifier}.")
        return self._records[identifier]

    def search(self, question: Question) -> Sequence[Match]:
        words = set(question.text.casefold().split())
        scored = [(self._shared(record, words), record) for record in self._records.values()]
        best = sorted(((-s, r.id, r) for s, r in scored if s), key=lambda found: found[:2])
        return self._matches([(r, -6.0 * s / len(words)) for s, _, r in best], question.filters)[: question.limit]

    def teaching(self, skills: Sequence[ConceptUri], filters: Filters, limit: int = 200) -> Sequence[Match]:
        wanted = set(skills)
        scored = [(sum(s.confidence for s in r.skills if s.uri in wanted), r) for r in self._records.values()]
        best = sorted(((-s, r.id, r) for s, r in scored if s), key=lambda found: found[:2])
        return self._matches([(r, -s) for s, _, r in best], filters)[:limit]

    def cite(self, record: MicroCredential, field: str) -> Citation | None:
        return cite(record, field)

    def occupation(self, uri: str) -> Occupation | None:
        return self._occupations.get(uri)

    def skill(self, uri: str) -> Skill | None:
        return self._skills.get(uri)

    def occupation_count(self) -> int:
        return len(self._occupations)

    def asked_by(self, skill: str) -> int:
        requirements = [r for o in self._occupations.values() for r in o.requirements if r.relation == "essential"]
        return sum(r.skill == skill for r in requirements)

    def asking(self, skill: str) -> Sequence[tuple[ConceptUri, Relation]]:
        pairs = [
            (o.concept_uri, r.relation) for o in self._occupations.values() for r in o.requirements if r.skill == skill
        ]
        return sorted(pairs, key=lambda pair: pair[1] != "essential")

    def narrower(self, skill: str) -> Sequence[ConceptUri]:
        return [s.concept_uri for s in self._skills.values() if skill in s.broader]

    def label(self, uri: str, language: str) -> str:
        concept = self._skills.get(uri) or self._occupations.get(uri)
        return concept.preferred.get(language, next(iter(concept.preferred.values()))) if concept else uri

    def _shared(self, record: MicroCredential, words: set[str]) -> int:
        return len(words & set(f"{record.title} {record.description}".casefold().split()))

    def _matches(self, scored: Sequence[tuple[MicroCredential, float]], filters: Filters) -> list[Match]:
        matches = []
        for record, score in scored:
            columns = offers_of([record])
            kept = [o for o, keeps in zip(columns.opportunities, mask_of(columns, filters), strict=True) if keeps]
            if kept:
                title = cite(record, "title")
                matches.append(
                    Match(micro_credential=record, opportunity=kept[0], score=score, coverage=1.0, citations=(title,))
                )
        return matches

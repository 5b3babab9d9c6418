"""How do the rows of the file become concepts, one or all at once?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from knowledge.taxonomy.kept import KeptTaxonomy, Row
from knowledge.taxonomy.together import ESCO, OURS
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import Occupation, Relation, Skill, SkillKind, SkillRequirement

C = TypeVar("C", bound=Skill | Occupation)
GREEN = 0.2
"""Share of green skills from which ESCO's work is green; nearly all of it has some."""
RELATIONS = (Relation.OPTIONAL, Relation.ESSENTIAL)


class ConceptReader:
    """Makes values of rows. They are not validated again: there are seventeen thousand, and the import checked them."""

    def __init__(self, kept: KeptTaxonomy, addresses: Mapping[int, ConceptUri]) -> None:
        self._kept = kept
        self._addresses = addresses
        self._made: dict[tuple[int, int], SkillRequirement] = {}

    def skills(self, only: int | None = None) -> Iterator[Skill]:
        words, broader = self._kept.wordings("skill", only), self._kept.broader("skill", only)
        related = self._kept.requirements("skill", only)
        for row in self._kept.rows("skill", only):
            if row[0] in words:
                yield Skill.model_construct(
                    concept_uri=self._addresses[row[0]],
                    esco=row[1],
                    kind=_kind(row),
                    green=bool(row[7]),
                    digital=bool(row[8]),
                    reuse=row[4],
                    broader=self._named(broader.get(row[0], ())),
                    related=self._requirements(related.get(row[0], ())),
                    **_words(words[row[0]]),
                )

    def occupations(self, only: int | None = None) -> Iterator[Occupation]:
        words, broader = self._kept.wordings("occupation", only), self._kept.broader("occupation", only)
        requires = self._kept.requirements("occupation", only)
        for row in self._kept.rows("occupation", only):
            if row[0] in words:
                requirements = self._requirements(requires.get(row[0], ()))
                yield Occupation.model_construct(
                    concept_uri=self._addresses[row[0]],
                    esco=row[1],
                    isco=row[5],
                    code=row[6],
                    green=(row[11] or 0.0) >= GREEN,
                    green_share=row[11],
                    broader=self._named(broader.get(row[0], ())),
                    requirements=requirements,
                    requirements_from=ESCO if requirements else OURS,
                    **_words(words[row[0]]),
                )

    def group(self, number: int, address: str) -> Skill:
        """Give a group of skills or occupations by its labels."""
        words = self._kept.wordings("group", number)[number]
        return Skill.model_construct(concept_uri=ConceptUri(address), **_words(words))

    def _named(self, numbers: Iterable[tuple[int]]) -> tuple[ConceptUri, ...]:
        return tuple(self._addresses[number] for (number,) in numbers if number in self._addresses)

    def _requirements(self, pairs: Iterable[tuple[int, int]]) -> tuple[SkillRequirement, ...]:
        return tuple(self._requirement(*pair) for pair in pairs if pair[0] in self._addresses)

    def _requirement(self, skill: int, essential: int) -> SkillRequirement:
        """Make each requirement once: twenty occupations that ask for the same share it."""
        held = self._made.get((skill, essential))
        if held is None:
            held = SkillRequirement.model_construct(
                skill=self._addresses[skill], relation=RELATIONS[essential], source=ESCO
            )
            self._made[skill, essential] = held
        return held


class Lazily(Mapping[str, C]):
    """Our concepts, joined with ESCO's where they are the same, then ESCO's others.

    One is read when it is asked for; whoever goes through all of them has all read at once.
    """

    def __init__(
        self,
        own: Mapping[str, C],
        numbers: Mapping[str, int],
        same: Mapping[str, int],
        read: Callable[[int | None], Iterator[C]],
        join: Callable[[C, C], C],
    ) -> None:
        taken = set(same.values())
        self._own = own
        self._same = same
        self._read = read
        self._join = join
        self._others = {uri: number for uri, number in numbers.items() if number not in taken}
        self._made: dict[str, C] = {}
        self._complete = False

    def __getitem__(self, uri: str) -> C:
        held = self._made.get(uri)
        if held is None:
            held = self._made[uri] = self._one(uri)
        return held

    def __contains__(self, uri: object) -> bool:
        return uri in self._own or uri in self._others

    def __iter__(self) -> Iterator[str]:
        return iter((*self._own, *self._others))

    def __len__(self) -> int:
        return len(self._own) + len(self._others)

    def values(self) -> Sequence[C]:  # type: ignore[override]
        return tuple(self._all().values())

    def items(self) -> Iterable[tuple[str, C]]:  # type: ignore[override]
        return tuple(self._all().items())

    def _one(self, uri: str) -> C:
        own, number = self._own.get(uri), self._same.get(uri) or self._others.get(uri)
        if number is None:
            return self._own[uri]
        read = next(self._read(number))
        return read if own is None else self._join(own, read)

    def _all(self) -> dict[str, C]:
        if not self._complete:
            read = {str(concept.concept_uri): concept for concept in self._read(None)}
            own = {uri: self._join(c, read[uri]) if uri in self._same else c for uri, c in self._own.items()}
            self._made = {**own, **{uri: read[uri] for uri in self._others}}
            self._complete = True
        return self._made


def _words(rows: Sequence[tuple[str, str, str, str]]) -> dict[str, Any]:
    return {
        "preferred": {tag: preferred for tag, preferred, _, _ in rows},
        "alternatives": {tag: tuple(others.split("\n")) for tag, _, others, _ in rows if others},
        "description": {tag: text for tag, _, _, text in rows if text},
    }


def _kind(row: Row) -> SkillKind:
    _, _, _, kind, reuse, _, _, _, _, transversal, language, _ = row
    if language:
        return SkillKind.LANGUAGE
    if transversal or reuse == "transversal":
        return SkillKind.TRANSVERSAL
    return SkillKind.KNOWLEDGE if kind == "knowledge" else SkillKind.SKILL

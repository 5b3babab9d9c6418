"""How do the bundled concepts and the imported ones become one, with nothing double?"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from knowledge.concepts import Concept, Concepts, key_of_name, nearest_label
from knowledge.taxonomy.kept import KeptTaxonomy, Row
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import Occupation, Relation, Skill, SkillKind, SkillRequirement, SkillsBase

C = TypeVar("C", bound=Concept)
RELATIONS = (Relation.OPTIONAL, Relation.ESSENTIAL)


class JoinedConcepts(Concepts):
    """Our concepts keep their address and labels and gain what ESCO says; every other ESCO concept stands by itself.

    A concept is read from the file when it is asked for; whoever goes through all of them reads them at once.
    """

    def __init__(self, own: Concepts, kept: KeptTaxonomy) -> None:
        self.trouble = ""
        self._own = own
        self._kept = kept
        self._numbers: dict[str, dict[str, int]] = {"skill": {}, "occupation": {}, "group": {}}
        for number, uri, sort in kept.addresses():
            self._numbers[sort][uri] = number
        self._joined = {
            "skill": _joined(own.skills.values(), self._numbers["skill"], self._english),
            "occupation": _joined(own.occupations.values(), self._numbers["occupation"], self._english),
        }
        self._addresses = self._addresses_by_number()
        self._requirement = _Requirements(self._addresses)
        self.skills = _Lazily(own.skills, self._numbers["skill"], self._joined["skill"], self._skills)
        self.occupations = _Lazily(
            own.occupations, self._numbers["occupation"], self._joined["occupation"], self._occupations
        )

    def skill(self, name: str) -> Skill | None:
        return self.skills.get(self._find("skill", name))

    def occupation(self, name: str) -> Occupation | None:
        return self.occupations.get(self._find("occupation", name))

    def asked_by(self, skill: str) -> int:
        return self._essential[skill]

    def asking(self, skill: str) -> Sequence[tuple[ConceptUri, Relation]]:
        number = self._number("skill", skill)
        found = [] if number is None else self._kept.requiring(number)
        theirs = [(self._addresses[n], RELATIONS[essential]) for n, essential in found if n in self._addresses]
        ours = [pair for pair in self._own.asking(skill) if not self._replaced(str(pair[0]))]
        return tuple(sorted([*ours, *theirs], key=lambda pair: pair[1] is not Relation.ESSENTIAL))

    def label(self, uri: str, language: str) -> str:
        concept = self.skill(uri) or self.occupation(uri) or self._group(uri)
        return nearest_label(concept, language) if concept else uri

    def base(self) -> SkillsBase:
        imported, own = self._kept.base(), self._own.base()
        return imported.model_copy(
            update={
                "name": f"{imported.name} with {own.name}",
                "languages": tuple(sorted({*imported.languages, *own.languages})),
            }
        )

    def close(self) -> None:
        self._kept.close()

    def _find(self, sort: str, name: str) -> str:
        """Find an address by an address or a label: preferred ones first, ours before ESCO's."""
        own = self._own.names(sort)
        key = key_of_name(name)
        if key in own.preferred:
            return own.preferred[key]
        if key in self._numbers[sort]:
            return str(self._addresses[self._numbers[sort][key]])
        number = self._kept.named(sort, key, preferred=True)
        if number is None and key in own.other:
            return own.other[key]
        if number is None:
            number = self._kept.named(sort, key, preferred=False)
        return str(self._addresses.get(number, "")) if number is not None else ""

    def _number(self, sort: str, uri: str) -> int | None:
        return self._joined[sort].get(uri) or self._numbers[sort].get(uri)

    def _addresses_by_number(self) -> dict[int, ConceptUri]:
        """Give each of ESCO's concepts the address that it has here: ours where we had it before."""
        addresses = {n: ConceptUri(uri) for numbers in self._numbers.values() for uri, n in numbers.items()}
        for joined in self._joined.values():
            addresses.update({number: ConceptUri(uri) for uri, number in joined.items()})
        return addresses

    def _english(self, sort: str) -> dict[str, int]:
        known = set(self._numbers[sort].values())
        return {key_of_name(label): number for number, label in self._kept.preferred("en") if number in known}

    def _replaced(self, occupation: str) -> bool:
        return self._joined["occupation"].get(occupation) in self._with_requirements

    @cached_property
    def _with_requirements(self) -> set[int]:
        return self._kept.with_requirements()

    @cached_property
    def _essential(self) -> Counter[str]:
        counts = Counter(
            {str(self._addresses[n]): c for n, c in self._kept.essential_counts().items() if n in self._addresses}
        )
        for occupation in self._own.occupations.values():
            if not self._replaced(str(occupation.concept_uri)):
                counts.update(str(r.skill) for r in occupation.requirements if r.relation is Relation.ESSENTIAL)
        return counts

    def _group(self, uri: str) -> Skill | None:
        number = self._numbers["group"].get(uri)
        if number is None:
            return None
        return Skill.model_construct(
            concept_uri=ConceptUri(uri), preferred={w[0]: w[1] for w in self._kept.wordings("group", number)[number]}
        )

    def _skills(self, only: int | None) -> Iterator[Skill]:
        words = self._kept.wordings("skill", only)
        broader, related = self._kept.broader("skill", only), self._kept.requirements("skill", only)
        for row in self._kept.rows("skill", only):
            number = row[0]
            if number in words:
                known = self._addresses
                yield _skill(
                    row,
                    known[number],
                    words[number],
                    tuple(known[other] for (other,) in broader.get(number, ()) if other in known),
                    self._requirement.all(related.get(number, ())),
                )

    def _occupations(self, only: int | None) -> Iterator[Occupation]:
        words = self._kept.wordings("occupation", only)
        broader, requires = self._kept.broader("occupation", only), self._kept.requirements("occupation", only)
        for row in self._kept.rows("occupation", only):
            number = row[0]
            if number in words:
                known = self._addresses
                yield _occupation(
                    row,
                    known[number],
                    words[number],
                    tuple(known[other] for (other,) in broader.get(number, ()) if other in known),
                    self._requirement.all(requires.get(number, ())),
                )


class _Requirements:
    """Makes each requirement once: twenty occupations that ask for the same share it."""

    def __init__(self, addresses: Mapping[int, ConceptUri]) -> None:
        self._addresses = addresses
        self._made: dict[tuple[int, int], SkillRequirement] = {}

    def all(self, pairs: Iterable[tuple[int, int]]) -> tuple[SkillRequirement, ...]:
        return tuple(self._one(*pair) for pair in pairs if pair[0] in self._addresses)

    def _one(self, skill: int, essential: int) -> SkillRequirement:
        held = self._made.get((skill, essential))
        if held is None:
            held = SkillRequirement.model_construct(skill=self._addresses[skill], relation=RELATIONS[essential])
            self._made[skill, essential] = held
        return held


class _Lazily(Mapping[str, C]):
    """Our concepts, joined with ESCO's where they are the same, then ESCO's others; each is made once."""

    def __init__(
        self,
        own: Mapping[str, C],
        numbers: Mapping[str, int],
        joined: Mapping[str, int],
        read: Callable[[int | None], Iterator[C]],
    ) -> None:
        taken = set(joined.values())
        self._own = own
        self._joined = joined
        self._read = read
        self._others = {uri: number for uri, number in numbers.items() if number not in taken}
        self._made: dict[str, C] = {}
        self._complete: dict[str, C] | None = None

    def __getitem__(self, uri: str) -> C:
        if uri not in self._made:
            self._made[uri] = self._make(uri)
        return self._made[uri]

    def __contains__(self, uri: object) -> bool:
        return uri in self._own or uri in self._others

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._others

    def __len__(self) -> int:
        return len(self._own) + len(self._others)

    def values(self) -> "Sequence[C]":  # type: ignore[override]
        return tuple(self._all().values())

    def items(self) -> "Iterable[tuple[str, C]]":  # type: ignore[override]
        return self._all().items()

    def _make(self, uri: str) -> C:
        number = self._joined.get(uri) or self._others.get(uri)
        if number is None:
            return self._own[uri]
        read = next(self._read(number))
        return together(self._own[uri], read) if uri in self._own else read

    def _all(self) -> dict[str, C]:
        if self._complete is None:
            read = {str(concept.concept_uri): concept for concept in self._read(None)}
            own = {uri: together(c, read[uri]) if uri in read else c for uri, c in self._own.items()}
            self._complete = {**own, **{uri: read[uri] for uri in self._others}}
            self._made = self._complete
        return self._complete


def together(ours: Any, theirs: Any) -> Any:
    """Join one concept's two descriptions: our address and labels, ESCO's description, names and requirements."""
    told: dict[str, object] = {
        "esco": theirs.esco,
        "preferred": {**theirs.preferred, **ours.preferred},
        "alternatives": _all_names(ours, theirs),
        "description": {**ours.description, **theirs.description},
        "green": ours.green or theirs.green,
        "broader": theirs.broader,
    }
    return ours.model_copy(update=told | _of_a_skill(ours, theirs) | _of_an_occupation(ours, theirs))


def _of_a_skill(ours: Concept, theirs: Concept) -> dict[str, object]:
    if not isinstance(ours, Skill) or not isinstance(theirs, Skill):
        return {}
    return {"digital": ours.digital or theirs.digital, "reuse": theirs.reuse, "related": theirs.related}


def _of_an_occupation(ours: Concept, theirs: Concept) -> dict[str, object]:
    if not isinstance(ours, Occupation) or not isinstance(theirs, Occupation):
        return {}
    told: dict[str, object] = {"isco": theirs.isco or ours.isco, "code": theirs.code, "green_share": theirs.green_share}
    if not theirs.requirements:
        return told
    return {**told, "requirements": theirs.requirements, "requirements_from": "ESCO"}


def _all_names(ours: Concept, theirs: Concept) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for tag in dict.fromkeys((*ours.alternatives, *theirs.preferred, *theirs.alternatives)):
        told = (*ours.alternatives.get(tag, ()), theirs.preferred.get(tag, ""), *theirs.alternatives.get(tag, ()))
        others = {key_of_name(label): label for label in reversed(told) if label}
        others.pop(key_of_name(ours.preferred.get(tag, "")), None)
        names[tag] = tuple(reversed(others.values()))
    return {tag: labels for tag, labels in names.items() if labels}


def _joined(
    own: Iterable[Concept], numbers: Mapping[str, int], english: Callable[[str], dict[str, int]]
) -> dict[str, int]:
    """Say which of ESCO's concepts ours are: by the address that they state, else by the same English label."""
    concepts = list(own)
    joined = {str(c.concept_uri): numbers[c.esco] for c in concepts if c.esco and c.esco in numbers}
    taken = set(joined.values())
    sort = "skill" if concepts and isinstance(concepts[0], Skill) else "occupation"
    labels = english(sort)
    for concept in concepts:
        number = labels.get(key_of_name(concept.preferred.get("en", "")))
        if not concept.esco and number is not None and number not in taken:
            joined[str(concept.concept_uri)] = number
            taken.add(number)
    return joined


def _words(rows: Iterable[tuple[str, str, str, str]]) -> dict[str, Any]:
    told = list(rows)
    return {
        "preferred": {tag: preferred for tag, preferred, _, _ in told},
        "alternatives": {tag: tuple(others.split("\n")) for tag, _, others, _ in told if others},
        "description": {tag: text for tag, _, _, text in told if text},
    }


def _kind(row: Row) -> SkillKind:
    _, _, _, kind, reuse, _, _, _, _, transversal, language, _ = row
    if language:
        return SkillKind.LANGUAGE
    if transversal or reuse == "transversal":
        return SkillKind.TRANSVERSAL
    return SkillKind.KNOWLEDGE if kind == "knowledge" else SkillKind.SKILL


def _skill(
    row: Row,
    address: ConceptUri,
    words: Iterable[tuple[str, str, str, str]],
    broader: tuple[ConceptUri, ...],
    related: tuple[SkillRequirement, ...],
) -> Skill:
    # seventeen thousand concepts are made at once: what the import has checked is not checked again
    return Skill.model_construct(
        concept_uri=address,
        esco=row[1],
        kind=_kind(row),
        green=bool(row[7]),
        digital=bool(row[8]),
        reuse=row[4],
        broader=broader,
        related=related,
        **_words(words),
    )


def _occupation(
    row: Row,
    address: ConceptUri,
    words: Iterable[tuple[str, str, str, str]],
    broader: tuple[ConceptUri, ...],
    requirements: tuple[SkillRequirement, ...],
) -> Occupation:
    return Occupation.model_construct(
        concept_uri=address,
        esco=row[1],
        isco=row[5],
        code=row[6],
        green=bool(row[11]),
        green_share=row[11],
        broader=broader,
        requirements=requirements,
        requirements_from="ESCO" if requirements else "Cairn",
        **_words(words),
    )

"""How do the bundled concepts and the imported ones become one, with nothing double?"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from knowledge.concepts import Concepts, key_of_name, nearest_label
from knowledge.taxonomy.kept import KeptTaxonomy
from knowledge.taxonomy.reading import RELATIONS, ConceptReader, Lazily
from knowledge.taxonomy.together import ESCO, occupations_together, same_concepts, skills_together
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import Occupation, Relation, Skill, SkillsBase


class JoinedConcepts(Concepts):
    """Our concepts keep their address and labels and gain what ESCO says; every other ESCO concept stands by itself."""

    def __init__(self, own: Concepts, kept: KeptTaxonomy) -> None:
        self.trouble = ""
        self._own = own
        self._kept = kept
        self._numbers: dict[str, dict[str, int]] = {"skill": {}, "occupation": {}, "group": {}}
        for number, uri, sort in kept.addresses():
            self._numbers[sort][uri] = number
        self._same = {
            "skill": same_concepts(own.skills.values(), self._numbers["skill"], lambda: self._english("skill")),
            "occupation": same_concepts(
                own.occupations.values(), self._numbers["occupation"], lambda: self._english("occupation")
            ),
        }
        self._addresses = self._addresses_by_number()
        self._reader = ConceptReader(kept, self._addresses)
        self.skills: Mapping[str, Skill] = Lazily(
            own.skills, self._numbers["skill"], self._same["skill"], self._reader.skills, skills_together
        )
        self.occupations: Mapping[str, Occupation] = Lazily(
            own.occupations,
            self._numbers["occupation"],
            self._same["occupation"],
            self._reader.occupations,
            occupations_together,
        )

    def skill(self, name: str) -> Skill | None:
        return self.skills.get(self._find("skill", name))

    def occupation(self, name: str) -> Occupation | None:
        return self.occupations.get(self._find("occupation", name))

    def asked_by(self, skill: str) -> int:
        return self._essential[skill]

    def asking(self, skill: str) -> Sequence[tuple[ConceptUri, Relation]]:
        number = self._same["skill"].get(skill) or self._numbers["skill"].get(skill)
        found = [] if number is None else self._kept.requiring(number)
        theirs = [(self._addresses[n], RELATIONS[essential]) for n, essential in found if n in self._addresses]
        named = {occupation for occupation, _ in theirs}
        ours = [pair for pair in self._own.asking(skill) if pair[0] not in named]
        return tuple(sorted([*ours, *theirs], key=lambda pair: pair[1] is not Relation.ESSENTIAL))

    def narrower(self, skill: str) -> Sequence[ConceptUri]:
        """List ESCO's parts of a skill, and those of ours that name it by either address."""
        number = self._same["skill"].get(skill) or self._numbers["skill"].get(skill)
        known = self.skills.get(skill)
        names = dict.fromkeys(filter(None, (skill, known.esco if known else None)))
        ours = [part for name in names for part in self._own.narrower(name)]
        numbers = () if number is None else self._parts.get(number, ())
        theirs = [self._addresses[n] for n in numbers if n in self._addresses]
        return tuple(dict.fromkeys((*ours, *theirs)))

    def label(self, uri: str, language: str) -> str:
        concept = self.skill(uri) or self.occupation(uri) or self._group(uri)
        return nearest_label(concept, language) if concept else uri

    def base(self) -> SkillsBase:
        esco, own = self._kept.base(), self._own.base()
        return esco.model_copy(
            update={
                "name": f"{esco.name} ({esco.skills:,} skills, {esco.occupations:,} occupations) with {own.name}'s own",
                "skills": len(self.skills),
                "occupations": len(self.occupations),
                "languages": tuple(sorted({*esco.languages, *own.languages})),
            }
        )

    def close(self) -> None:
        self._kept.close()

    def _find(self, sort: str, name: str) -> str:
        """Find the address that is used here, by any address or label: preferred ones first, ours before ESCO's."""
        own, key = self._own.names(sort), key_of_name(name)
        if key in own.preferred:
            return own.preferred[key]
        number = self._numbers[sort].get(key) or self._kept.named(sort, key, preferred=True)
        if number is None and key in own.other:
            return own.other[key]
        if number is None:
            number = self._kept.named(sort, key, preferred=False)
        return "" if number is None else str(self._addresses.get(number, ""))

    def _addresses_by_number(self) -> dict[int, ConceptUri]:
        """Give each of ESCO's concepts the address that it has here: ours where we had it before."""
        addresses = {n: ConceptUri(uri) for numbers in self._numbers.values() for uri, n in numbers.items()}
        for same in self._same.values():
            addresses.update({number: ConceptUri(uri) for uri, number in same.items()})
        return addresses

    @cached_property
    def _parts(self) -> Mapping[int, Sequence[int]]:
        parts: dict[int, list[int]] = defaultdict(list)
        for part, wider in self._kept.broader("skill").items():
            for (number,) in wider:
                parts[number].append(part)
        return parts

    def _english(self, sort: str) -> dict[str, int]:
        return {key_of_name(label): number for number, label in self._kept.preferred(sort, "en")}

    @cached_property
    def _essential(self) -> Counter[str]:
        known = self._addresses
        theirs = self._kept.essential_counts().items()
        counts = Counter({str(known[number]): count for number, count in theirs if number in known})
        for uri in self._own.occupations:
            for need in self.occupations[uri].requirements:
                counts[str(need.skill)] += need.relation is Relation.ESSENTIAL and need.source != ESCO
        return counts

    def _group(self, uri: str) -> Skill | None:
        number = self._numbers["group"].get(uri)
        return None if number is None else self._reader.group(number, uri)

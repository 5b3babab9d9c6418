"""What does one concept say that two sources describe, ours and ESCO?"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from knowledge.concepts import Concept, key_of_name
from knowledge.vocabulary.skill import Occupation, Skill, SkillRequirement

ESCO = "ESCO"
OURS = "Cairn"


def skills_together(ours: Skill, theirs: Skill) -> Skill:
    """Join a skill's two descriptions: our address and labels, ESCO's description, other names and relations."""
    told = {"digital": ours.digital or theirs.digital, "reuse": theirs.reuse, "related": theirs.related}
    return ours.model_copy(update={**_of_both(ours, theirs), **told})


def occupations_together(ours: Occupation, theirs: Occupation) -> Occupation:
    """Join an occupation's two descriptions; what it requires is ESCO's, and ours where ESCO does not name the skill."""
    told: dict[str, object] = {
        "isco": theirs.isco or ours.isco,
        "code": theirs.code,
        "green_share": theirs.green_share,
    }
    if theirs.requirements:
        told["requirements"] = _requirements(ours.requirements, theirs.requirements)
        told["requirements_from"] = f"{ESCO} and {OURS}" if ours.requirements else ESCO
    return ours.model_copy(update={**_of_both(ours, theirs), **told})


def same_concepts(
    own: Iterable[Concept], numbers: Mapping[str, int], english: Callable[[], Mapping[str, int]]
) -> dict[str, int]:
    """Say which of ESCO's concepts ours are: by the address that they state, else by the same English label."""
    concepts = list(own)
    same = {str(c.concept_uri): numbers[c.esco] for c in concepts if c.esco and c.esco in numbers}
    taken = set(same.values())
    labels = english()
    for concept in concepts:
        number = labels.get(key_of_name(concept.preferred.get("en", "")))
        if not concept.esco and number is not None and number not in taken:
            same[str(concept.concept_uri)] = number
            taken.add(number)
    return same


def _requirements(ours: Sequence[SkillRequirement], theirs: Sequence[SkillRequirement]) -> tuple[SkillRequirement, ...]:
    """Keep ours beside ESCO's: they are what the courses of a small catalogue are described by."""
    named = {requirement.skill for requirement in theirs}
    added = (one.model_copy(update={"source": OURS}) for one in ours if one.skill not in named)
    return (*theirs, *added)


def _of_both(ours: Concept, theirs: Concept) -> dict[str, object]:
    return {
        "esco": theirs.esco,
        "preferred": {**theirs.preferred, **ours.preferred},
        "alternatives": _all_names(ours, theirs),
        "description": {**ours.description, **theirs.description},
        "green": ours.green or theirs.green,
        "broader": theirs.broader,
    }


def _all_names(ours: Concept, theirs: Concept) -> dict[str, tuple[str, ...]]:
    """List the other names of each language once, ours first; what is no longer preferred becomes one of them."""
    names: dict[str, tuple[str, ...]] = {}
    for tag in dict.fromkeys((*ours.alternatives, *theirs.preferred, *theirs.alternatives)):
        told = (*ours.alternatives.get(tag, ()), theirs.preferred.get(tag, ""), *theirs.alternatives.get(tag, ()))
        others = {key_of_name(label): label for label in reversed(told) if label}
        others.pop(key_of_name(ours.preferred.get(tag) or theirs.preferred.get(tag, "")), None)
        names[tag] = tuple(reversed(others.values()))
    return {tag: labels for tag, labels in names.items() if labels}

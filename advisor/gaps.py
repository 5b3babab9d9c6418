"""What does the goal ask for, what of it is there already, and what is missing?"""

from collections.abc import Iterator

from advisor.vocabulary.learner import Evidence, HeldSkill, LearnerProfile
from advisor.vocabulary.pathway import SkillGap, SkillNeed
from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredentialId
from knowledge.vocabulary.skill import Occupation, Relation

WEIGHTS = {Relation.ESSENTIAL: 1.0, Relation.OPTIONAL: 0.3}
SAID = "said"
TEXT = "text:"
COUNTS = frozenset({Evidence.SAID, Evidence.CONFIRMED, Evidence.DOCUMENT, Evidence.VERIFIED})
"""What was only inferred is shown to the learner and drives nothing."""
PROVEN = frozenset({Evidence.DOCUMENT.value, Evidence.VERIFIED.value})


def skill_gap(profile: LearnerProfile, library: Library) -> SkillGap:
    """Split what the goal requires into held and missing, each part with its source.

    An essential skill weighs 1.0, an optional one 0.3, one that was wished for 1.0. A goal known by words only
    becomes one need `text:<words>`, which search results close.
    """
    required = _required(profile, library)
    sources = held_skills(profile, library)
    held = tuple(need.model_copy(update={"source": sources[need.skill]}) for need in required if need.skill in sources)
    missing = tuple(need for need in required if need.skill not in sources)
    return SkillGap(required=required, held=held, missing=missing)


def held_skills(profile: LearnerProfile, library: Library) -> dict[str, str]:
    """Give each held skill with its source: the evidence, or the occupation that implies it.

    What the learner denied is not held, whoever implies it, unless a document proves it.
    """
    implied = {
        str(requirement.skill): str(occupation.concept_uri)
        for occupation in map(library.occupation, profile.background)
        if occupation
        for requirement in occupation.requirements
        if requirement.relation is Relation.ESSENTIAL
    }
    learnt = dict.fromkeys(_learnt(profile, library), Evidence.SAID.value)
    stated = {_concept(item.skill, library): item.evidence.value for item in profile.held if _counts(item)}
    denied = {_concept(skill, library) for skill in profile.not_held}
    sources = {**implied, **learnt, **stated}
    return {skill: source for skill, source in sources.items() if skill not in denied or source in PROVEN}


def _learnt(profile: LearnerProfile, library: Library) -> Iterator[str]:
    """List what the courses that the learner has taken state to teach."""
    for course in profile.completed:
        try:
            record = library.find(MicroCredentialId(course))
        except NotFound:
            continue
        yield from (str(skill.uri) for skill in record.skills if skill.uri and not skill.inferred)


def text_need(words: str) -> SkillNeed:
    """Make the one need of a goal that no concept expresses."""
    return SkillNeed(skill=TEXT + words, label=words, weight=1.0, source=SAID)


def goal_label(profile: LearnerProfile, library: Library) -> str:
    """Name the goal in the learner's language."""
    occupation = _goal_occupation(profile, library)
    if occupation:
        return library.label(str(occupation.concept_uri), profile.language)
    if profile.goal.text:
        return profile.goal.text
    return ", ".join(library.label(_concept(skill, library), profile.language) for skill in profile.goal.skills)


def _counts(item: HeldSkill) -> bool:
    return item.evidence in COUNTS


def _concept(skill: str, library: Library) -> str:
    """Give the concept's own URI for an ESCO address or a label; the words themselves where no concept fits."""
    found = library.skill(skill)
    return str(found.concept_uri) if found else skill


def _goal_occupation(profile: LearnerProfile, library: Library) -> Occupation | None:
    return library.occupation(profile.goal.occupation) if profile.goal.occupation else None


def _required(profile: LearnerProfile, library: Library) -> tuple[SkillNeed, ...]:
    occupation = _goal_occupation(profile, library)
    needs = [*_wished(profile, library), *(_asked_by(occupation, profile.language, library) if occupation else ())]
    if not needs:
        words = profile.goal.text or profile.goal.occupation
        return (text_need(words),) if words else ()
    heaviest: dict[str, SkillNeed] = {}
    for need in needs:
        if need.skill not in heaviest or need.weight > heaviest[need.skill].weight:
            heaviest[need.skill] = need
    return tuple(sorted(heaviest.values(), key=lambda need: (not need.essential, -need.weight, need.skill)))


def _wished(profile: LearnerProfile, library: Library) -> Iterator[SkillNeed]:
    for wish in profile.goal.skills:
        found = library.skill(wish)
        if found is None:
            yield text_need(wish)
            continue
        uri = str(found.concept_uri)
        yield SkillNeed(skill=uri, label=library.label(uri, profile.language), weight=1.0, source=SAID)


def _asked_by(occupation: Occupation, language: str, library: Library) -> Iterator[SkillNeed]:
    for requirement in occupation.requirements:
        uri = str(requirement.skill)
        yield SkillNeed(
            skill=uri,
            label=library.label(uri, language),
            weight=WEIGHTS[requirement.relation],
            essential=requirement.relation is Relation.ESSENTIAL,
            source=str(occupation.concept_uri),
        )

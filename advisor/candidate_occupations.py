"""Which occupations may somebody mean who names none, and how near is each?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.aims import is_common
from advisor.gaps import WEIGHTS, held_skills, skill_gap
from advisor.ground import ground_of
from advisor.vocabulary.blocks import OccupationItem
from advisor.vocabulary.learner import Interest, LearnerProfile
from advisor.vocabulary.pathway import SkillGap, SkillNeed
from knowledge.library import Library
from knowledge.vocabulary.skill import Occupation, Relation

MOST = 4
LOOKED_AT = 150
"""Occupations that are compared: those for which most is taught."""
COUNTED = 8
"""Nearest ones whose courses within the limits are counted."""
NAMED = 4
"""Skills that are named of what is there and of what is missing."""
NEAR = 8
"""Occupations nearest to the learner's words."""
SHARES_TOLD = 5
"""Steps in which what is brought along is told apart: a fifth more decides, a twentieth says nothing."""
THE_SAME_WORK = 0.6
"""Share that the learner brings from which there is little left to change to."""
NO_PAID_WORK = frozenset({"urn:cairn:occupation:family-carer"})
COMMON_SHARE = 0.3
"""Weight of a skill that most work asks for."""
TOLD_BY_SHARE = 0.25
"""Share of green or digital skills from which an occupation is green or digital."""
SURE_ENOUGH = 0.5
"""Confidence from which a course counts as teaching a skill."""

LIKE: Mapping[str, str] = {
    "12": "office people", "13": "office", "14": "people", "21": "office", "213": "office outdoors",
    "216": "office creative", "22": "people", "225": "animals", "23": "people", "24": "office", "2423": "people office",
    "2424": "people office", "2433": "people office", "25": "office", "26": "office", "2635": "people",
    "264": "office creative", "265": "creative", "31": "machines", "3112": "office", "3115": "machines hands",
    "3117": "outdoors hands", "3118": "office", "313": "machines", "3132": "machines hands", "314": "outdoors",
    "32": "people", "324": "animals", "33": "office", "34": "people", "343": "creative", "3434": "creative hands",
    "351": "office machines", "3512": "office machines", "3513": "hands machines", "352": "machines", "41": "office",
    "42": "people office", "43": "office", "51": "people", "5113": "people outdoors", "512": "hands",
    "514": "people hands creative", "5164": "animals", "52": "people", "5221": "office", "53": "people", "54": "people",
    "61": "outdoors hands", "612": "animals outdoors hands", "613": "animals outdoors hands", "62": "outdoors hands",
    "622": "animals outdoors hands", "71": "hands outdoors", "7126": "hands", "7127": "hands", "713": "hands",
    "72": "hands machines", "73": "hands creative", "74": "hands machines", "75": "hands", "752": "hands creative",
    "753": "hands creative", "81": "machines", "82": "machines hands", "83": "machines", "91": "hands",
    "92": "outdoors hands", "93": "hands", "931": "hands outdoors", "94": "hands", "96": "hands outdoors",
}  # fmt: skip
"""What work of a group of ISCO-08 is like; the longest group that fits an occupation tells."""


@dataclass(frozen=True)
class Candidate:
    """An occupation with what speaks for it."""

    occupation: Occupation
    liked: float
    """Interests that it meets; where there are none, how near it is to the learner's words."""
    share: float
    """Weighted share of what it asks for that the learner brings."""
    taught: int
    """Essential skills that are missing and that some course teaches."""
    near: float = 0.0
    """How near it is to the learner's words."""
    depth: float = 0.0
    """Shares of green and digital skills, as far as these are wished for."""

    @property
    def rank(self) -> tuple[float, float, float, float, int, str]:
        name = str(self.occupation.concept_uri)
        return -self.liked, -round(SHARES_TOLD * self.share), -round(self.depth, 1), -self.near, -self.taught, name


def nearest(profile: LearnerProfile, library: Library, today: date) -> tuple[OccupationItem, ...]:
    """Rank occupations by the interests, then by what the learner brings, then by the courses within the limits."""
    ranked = sorted(_candidates(profile, library), key=lambda one: one.rank)[:COUNTED]
    counted = [(one, item_of(one.occupation, profile, library, today)) for one in ranked]
    best = sorted(counted, key=lambda pair: (pair[0].rank[:4], not pair[1].courses, pair[0].rank[4:]))
    return tuple(item for _, item in best[:MOST])


def interests_of(occupation: Occupation, library: Library) -> frozenset[Interest]:
    """Say what the work is like."""
    groups = (occupation.isco[:length] for length in range(4, 1, -1))
    like = next((LIKE[group] for group in groups if group in LIKE), "")
    green, digital = green_share(occupation, library), digital_share(occupation, library)
    return frozenset(map(Interest, like.split())).union(
        {Interest.GREEN} if occupation.green or green >= TOLD_BY_SHARE else set(),
        {Interest.DIGITAL} if digital >= TOLD_BY_SHARE else set(),
    )


def green_share(occupation: Occupation, library: Library) -> float:
    """Give ESCO's own figure, else the share of green skills among those that it asks for."""
    if occupation.green_share is not None:
        return occupation.green_share
    return _flagged(occupation, library, "green")


def digital_share(occupation: Occupation, library: Library) -> float:
    """Give the share of digital skills among those that an occupation asks for."""
    return _flagged(occupation, library, "digital")


SHARES = {Interest.GREEN: green_share, Interest.DIGITAL: digital_share}


def item_of(occupation: Occupation, profile: LearnerProfile, library: Library, today: date) -> OccupationItem:
    """Say how near the learner is to an occupation."""
    aimed = towards(profile, str(occupation.concept_uri))
    gap = skill_gap(aimed, library)
    essential = [need for need in gap.required if need.essential]
    held = [need for need in gap.held if need.essential]
    return OccupationItem(
        uri=str(occupation.concept_uri),
        label=library.label(str(occupation.concept_uri), profile.language),
        held=len(held),
        required=len(essential),
        share=round(_share(gap, library), 2),
        green_share=round(green_share(occupation, library), 2),
        digital_share=round(digital_share(occupation, library), 2),
        transferable=_named(gap.held, library),
        missing=_named([need for need in gap.missing if need.essential], library),
        courses=len(_courses(aimed, library, today)),
    )


def towards(profile: LearnerProfile, occupation: str) -> LearnerProfile:
    """Aim at an occupation as if the learner had chosen it."""
    goal = profile.goal.model_copy(update={"occupation": occupation, "skills": ()})
    return profile.model_copy(update={"goal": goal})


def _candidates(profile: LearnerProfile, library: Library) -> list[Candidate]:
    """Weigh the occupations for which something is taught, but for the work that the learner has."""
    wanted = {Interest(name) for name in profile.goal.interests if name in set(Interest)}
    near = _near(profile, library)
    held = frozenset(held_skills(profile, library))
    taught = _taught(library)
    pool = sorted(taught, key=lambda uri: (uri not in near, -len(taught[uri] - held), uri))[:LOOKED_AT]
    known = [o for o in map(library.occupation, pool) if o and str(o.concept_uri) not in NO_PAID_WORK]
    weighed = [
        Candidate(
            occupation=o,
            liked=len(wanted & interests_of(o, library)) if wanted else near.get(str(o.concept_uri), 0.0),
            share=_share_held(o, held, library),
            taught=len(taught[str(o.concept_uri)] - held),
            near=near.get(str(o.concept_uri), 0.0),
            depth=sum(SHARES[interest](o, library) for interest in wanted if interest in SHARES),
        )
        for o in known
        if str(o.concept_uri) not in profile.background and (wanted or not _is_of_own_group(o, profile, library))
    ]
    return _worth_a_look(weighed, wanted)


def _is_of_own_group(occupation: Occupation, profile: LearnerProfile, library: Library) -> bool:
    """Say whether it is what the learner does elsewhere: no way out for a miner whose mine closes."""
    paid = [name for name in profile.background if name not in NO_PAID_WORK]
    return not occupation.green and occupation.isco in {o.isco for o in map(library.occupation, paid) if o and o.isco}


def _near(profile: LearnerProfile, library: Library) -> dict[str, float]:
    """Say of the occupations nearest to the learner's words how near they are, 1 for the nearest."""
    words = profile.goal.text
    found = library.nearest_occupations(words, profile.language, NEAR) if words else ()
    return {str(match.uri): 1 - place / NEAR for place, match in enumerate(found)}


def _worth_a_look(weighed: Sequence[Candidate], wanted: Collection[Interest]) -> list[Candidate]:
    """Leave out what meets less than half of the interests, and what is the learner's own work under another name."""
    other = [one for one in weighed if one.share < THE_SAME_WORK]
    liked = [one for one in other if 2 * one.liked >= len(wanted)]
    return liked or other


def _taught(library: Library) -> dict[str, set[str]]:
    """Give for each occupation the essential skills that tell it from others and that some course teaches."""
    skills = {
        str(s.uri) for r in library.micro_credentials() for s in r.skills if s.uri and s.confidence >= SURE_ENOUGH
    }
    found: dict[str, set[str]] = defaultdict(set)
    for skill in skills:
        if not _is_common(skill, library):
            for occupation, relation in library.asking(skill):
                if relation is Relation.ESSENTIAL:
                    found[str(occupation)].add(skill)
    return found


def _share_held(occupation: Occupation, held: frozenset[str], library: Library) -> float:
    weighed = [(str(r.skill), _weight(str(r.skill), WEIGHTS[r.relation], library)) for r in occupation.requirements]
    return _part((weight, skill in held) for skill, weight in weighed)


def _share(gap: SkillGap, library: Library) -> float:
    has = {need.skill for need in gap.held}
    return _part((_weight(need.skill, need.weight, library), need.skill in has) for need in gap.required)


def _part(weighed: Iterable[tuple[float, bool]]) -> float:
    pairs = tuple(weighed)
    whole = sum(weight for weight, _ in pairs)
    return sum(weight for weight, held in pairs if held) / whole if whole else 0.0


def _weight(skill: str, weight: float, library: Library) -> float:
    return weight * (COMMON_SHARE if _is_common(skill, library) else 1.0)


def _is_common(skill: str, library: Library) -> bool:
    return is_common(SkillNeed(skill=skill, label="", weight=1.0), library)


def _flagged(occupation: Occupation, library: Library, flag: str) -> float:
    skills = [library.skill(str(requirement.skill)) for requirement in occupation.requirements]
    return sum(bool(getattr(s, flag)) for s in skills if s) / len(skills) if skills else 0.0


def _named(needs: Sequence[SkillNeed], library: Library) -> tuple[str, ...]:
    """Name a few: what tells this work from others first."""
    ordered = sorted(needs, key=lambda need: (not need.essential, is_common(need, library)))
    return tuple(dict.fromkeys(need.label for need in ordered))[:NAMED]


def _courses(profile: LearnerProfile, library: Library, today: date) -> frozenset[str]:
    """List the courses within the limits that teach something of what is missing."""
    return frozenset(str(offer.record.id) for offer in ground_of(profile, library, today).offers if offer.covers)

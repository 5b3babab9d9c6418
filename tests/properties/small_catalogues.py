"""What do small catalogues look like whose every set of courses can be tried?"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, permutations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from advisor.vocabulary.learner import LearnerProfile
from knowledge.vocabulary.credential import Prerequisite, PrerequisiteKind, TaughtSkill
from knowledge.vocabulary.opportunity import DeliveryMode, Price
from knowledge.vocabulary.organisation import Organisation
from tests.builders import a_micro_credential, an_occupation
from tests.fakes.small_library import SmallLibrary

ESSENTIAL = ("s:a", "s:b", "s:c")
OPTIONAL = ("s:d",)
EXTRA = ("s:e",)
WEIGHTS = {"s:a": 100, "s:b": 100, "s:c": 100, "s:d": 30}
LEAST = 3300
"""A tenth of all that is missing, in hundredths of weight times hundredths of confidence."""
NAMES = tuple("pqrstuv")


@dataclass(frozen=True)
class Course:
    name: str
    skills: tuple[tuple[str, int], ...]
    """With hundredths of confidence."""
    hours: int | None
    price: int | None
    country: str
    """Empty: online."""
    courses_before: tuple[str, ...]
    skills_before: tuple[str, ...]


@st.composite
def catalogues(draw, stated=False):
    names = NAMES[: draw(st.integers(1, 7))]
    number = st.integers(0, 9) if stated else st.one_of(st.none(), st.integers(0, 9))
    taught = st.dictionaries(st.sampled_from(ESSENTIAL + OPTIONAL + EXTRA), st.sampled_from([50, 80, 100]), max_size=3)
    return [
        Course(
            name,
            tuple(sorted(draw(taught).items())),
            draw(number),
            draw(number),
            draw(st.sampled_from(["", "", "BA", "ID"])),
            tuple(draw(st.lists(st.sampled_from([n for n in names if n != name] or ["none"]), max_size=1))),
            tuple(draw(st.lists(st.sampled_from(EXTRA + OPTIONAL), max_size=1))),
        )
        for name in names
    ]


limits = st.fixed_dictionaries(
    {},
    optional={
        "max_hours": st.integers(0, 25),
        "max_price": st.integers(0, 25).map(lambda amount: {"amount": amount, "currency": "EUR"}),
        "max_steps": st.integers(1, 4),
    },
)


def a_record(course):
    before = [Prerequisite(kind=PrerequisiteKind.COURSE, text=c, reference=c) for c in course.courses_before]
    before += [Prerequisite(kind=PrerequisiteKind.SKILL, text=s, reference=s) for s in course.skills_before]
    return a_micro_credential(
        id=course.name,
        skills=tuple(TaughtSkill(uri=s, label=s, confidence=c / 100) for s, c in course.skills),
        hours=course.hours,
        price=None if course.price is None else Price(amount=Decimal(course.price), currency="EUR"),
        modes=(DeliveryMode.ONSITE,) if course.country else (DeliveryMode.ONLINE,),
        provider=Organisation(name="School (demo)", country=course.country or "XX"),
        prerequisites=tuple(before),
    )


def a_library(courses):
    occupation = an_occupation("o:goal", essential=ESSENTIAL, optional=OPTIONAL)
    return SmallLibrary([a_record(course) for course in courses], [occupation])


def a_profile(constraints, **wishes):
    return LearnerProfile.model_validate({"goal": {"occupation": "o:goal"}, "constraints": constraints, **wishes})


def can_follow(line, names):
    """Say whether each course of the line has what it asks for before it."""
    done, skills = set(), set()
    for course in line:
        asked = {c for c in course.courses_before if c in names}
        if not asked <= done or not set(course.skills_before) <= skills:
            return False
        done.add(course.name)
        skills |= {s for s, _ in course.skills}
    return True


def allowed(chosen, constraints, names):
    if len(chosen) > constraints.get("max_steps", 4) or len({c.country for c in chosen} - {""}) > 1:
        return False
    hours, prices = [c.hours for c in chosen], [c.price for c in chosen]
    if "max_hours" in constraints and (None in hours or sum(hours) > constraints["max_hours"]):
        return False
    if "max_price" in constraints and (None in prices or sum(prices) > constraints["max_price"]["amount"]):
        return False
    return any(can_follow(line, names) for line in permutations(chosen))


def won(chosen):
    return sum(w * max((dict(c.skills).get(s, 0) for c in chosen), default=0) for s, w in WEIGHTS.items())


def all_allowed(courses, constraints):
    names = {c.name for c in courses}
    sets = chain.from_iterable(combinations(courses, size) for size in range(5))
    return [chosen for chosen in sets if allowed(chosen, constraints, names)]


def chosen_of(planned, courses):
    by_name = {course.name: course for course in courses}
    return [by_name[step.micro_credential_id] for step in planned.pathway.steps]


fast = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

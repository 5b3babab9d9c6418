"""Is what is missing what the goal asks for and the learner does not have?"""

from advisor.gaps import goal_label, skill_gap
from advisor.vocabulary.learner import Evidence, Goal, HeldSkill, LearnerProfile
from knowledge.vocabulary.credential import ConceptUri, TaughtSkill
from tests.builders import a_micro_credential, an_occupation
from tests.fakes.small_library import SmallLibrary

SOLAR = an_occupation("o:solar", essential=("s:roofs", "s:wiring"), optional=("s:sales",))
ELECTRICIAN = an_occupation("o:electrician", essential=("s:wiring",), optional=("s:sales",))
LIBRARY = SmallLibrary(occupations=[SOLAR, ELECTRICIAN])


def test_an_occupation_requires_its_essential_skills_more_than_its_optional_ones():
    profile = LearnerProfile(goal=Goal(occupation="o:solar"))

    gap = skill_gap(profile, LIBRARY)

    assert [(n.skill, n.weight, n.essential, n.source) for n in gap.required] == [
        ("s:roofs", 1.0, True, "o:solar"),
        ("s:wiring", 1.0, True, "o:solar"),
        ("s:sales", 0.3, False, "o:solar"),
    ]
    assert gap.missing == gap.required
    assert gap.held == ()


def test_a_skill_that_was_wished_for_is_required_and_marked_as_said():
    profile = LearnerProfile(goal=Goal(skills=("s:roofs",)))

    gap = skill_gap(profile, LIBRARY)

    assert [(n.skill, n.weight, n.source) for n in gap.required] == [("s:roofs", 1.0, "said")]


def test_a_wish_for_an_optional_skill_of_the_occupation_makes_it_weigh_fully():
    profile = LearnerProfile(goal=Goal(occupation="o:solar", skills=("s:sales",)))

    gap = skill_gap(profile, LIBRARY)

    assert [(n.skill, n.weight) for n in gap.required] == [("s:roofs", 1.0), ("s:sales", 1.0), ("s:wiring", 1.0)]


def test_what_the_learner_said_is_held_and_what_was_only_inferred_is_not():
    held = (HeldSkill(skill="s:wiring"), HeldSkill(skill="s:roofs", evidence=Evidence.INFERRED))
    profile = LearnerProfile(goal=Goal(occupation="o:solar"), held=held)

    gap = skill_gap(profile, LIBRARY)

    assert [(n.skill, n.source) for n in gap.held] == [("s:wiring", "said")]
    assert [n.skill for n in gap.missing] == ["s:roofs", "s:sales"]


def test_an_earlier_occupation_brings_its_essential_skills_and_is_named_as_their_source():
    profile = LearnerProfile(goal=Goal(occupation="o:solar"), background=("o:electrician",))

    gap = skill_gap(profile, LIBRARY)

    assert [(n.skill, n.source) for n in gap.held] == [("s:wiring", "o:electrician")]
    assert [n.skill for n in gap.missing] == ["s:roofs", "s:sales"]


def test_a_goal_known_by_words_only_is_one_need():
    profile = LearnerProfile(goal=Goal(text="work outdoors"))

    gap = skill_gap(profile, LIBRARY)

    assert [(n.skill, n.label, n.weight) for n in gap.missing] == [("text:work outdoors", "work outdoors", 1.0)]


def test_an_occupation_that_nobody_knows_is_taken_as_words():
    profile = LearnerProfile(goal=Goal(occupation="rope access technician"))

    gap = skill_gap(profile, LIBRARY)

    assert [n.skill for n in gap.missing] == ["text:rope access technician"]


def test_without_a_goal_nothing_is_required():
    gap = skill_gap(LearnerProfile(), LIBRARY)

    assert gap.required == ()


def test_the_goal_is_named_by_its_occupation_before_its_words():
    named = goal_label(LearnerProfile(goal=Goal(text="solar please", occupation="o:solar")), LIBRARY)
    worded = goal_label(LearnerProfile(goal=Goal(text="work outdoors")), LIBRARY)
    wished = goal_label(LearnerProfile(goal=Goal(skills=("s:roofs", "s:sales"))), LIBRARY)

    assert (named, worded, wished) == ("solar", "work outdoors", "roofs, sales")


def test_what_the_learner_denied_is_missing_whatever_the_occupation_implies_or_was_said():
    held = (HeldSkill(skill="s:roofs"),)
    profile = LearnerProfile(
        goal=Goal(occupation="o:solar"), background=("o:electrician",), held=held, not_held=("s:wiring", "s:roofs")
    )

    gap = skill_gap(profile, LIBRARY)

    assert gap.held == ()
    assert [n.skill for n in gap.missing] == ["s:roofs", "s:wiring", "s:sales"]


def test_what_a_document_proves_is_held_though_it_was_denied():
    held = (HeldSkill(skill="s:wiring", evidence=Evidence.DOCUMENT),)
    profile = LearnerProfile(goal=Goal(occupation="o:solar"), held=held, not_held=("s:wiring",))

    gap = skill_gap(profile, LIBRARY)

    assert [(n.skill, n.source) for n in gap.held] == [("s:wiring", "document")]


def test_a_course_that_was_taken_brings_what_it_states_to_teach_and_nothing_that_was_inferred():
    inferred = TaughtSkill(uri=ConceptUri("s:roofs"), label="roofs", inferred=True)
    taken = a_micro_credential(id="wiring", skills=("s:wiring", inferred))
    library = SmallLibrary(records=[taken], occupations=[SOLAR])
    profile = LearnerProfile(goal=Goal(occupation="o:solar"), completed=("wiring", "a course that nobody knows"))

    gap = skill_gap(profile, library)

    assert [(n.skill, n.source) for n in gap.held] == [("s:wiring", "said")]
    assert [n.skill for n in gap.missing] == ["s:roofs", "s:sales"]

"""Does each step say why it is there, in words that stand in its record?"""

from decimal import Decimal

from advisor.planning import plan
from advisor.reasons import words_for
from advisor.vocabulary.learner import LearnerProfile
from knowledge.vocabulary.credential import LearningOutcome, Prerequisite, PrerequisiteKind, TaughtSkill
from knowledge.vocabulary.opportunity import LearningOpportunityId, Price
from tests.builders import TODAY, a_micro_credential, an_occupation, an_opportunity, euros
from tests.fakes.small_library import SmallLibrary

SOLAR = an_occupation("o:solar", essential=("s:roofs", "s:wiring"))


def planned(*records, language="en"):
    profile = LearnerProfile.model_validate({"goal": {"occupation": "o:solar"}, "language": language})
    return plan(profile, SmallLibrary(records, [SOLAR]), TODAY)


def said(planned_pathway, step=0):
    """List (sentence, field, quote) of a step's reasons."""
    quotes = {c.n: (c.locator, c.quote) for c in planned_pathway.citations}
    return [(r.text, *quotes[r.citation]) for r in planned_pathway.pathway.steps[step].reasons]


def test_a_step_says_what_it_closes_what_it_costs_and_how_long_it_takes():
    record = a_micro_credential(
        id="roofs",
        skills=(TaughtSkill(uri="s:roofs", label="roofs"),),
        outcomes=(LearningOutcome(text="reads a meter"), LearningOutcome(text="works safely on steep roofs")),
        price=euros("99.50"),
        hours=24,
    )

    reasons = said(planned(record))

    assert reasons == [
        ("Closes what you are missing: roofs.", "learning_outcomes", "works safely on steep roofs"),
        ("Price: 99.5 EUR.", "price", "99.50"),
        ("It takes 24 hours.", "hours", "24"),
    ]


def test_a_stated_skill_is_quoted_as_stated_where_no_outcome_speaks_of_it():
    record = a_micro_credential(id="roofs", skills=("s:roofs",), outcomes=(LearningOutcome(text="reads a meter"),))

    assert said(planned(record))[0][1:] == ("skills", "roofs")


def test_an_inferred_skill_is_quoted_by_the_words_that_it_was_read_from():
    inferred = TaughtSkill(uri="s:roofs", label="roofs", inferred=True, evidence="steep roofs", confidence=0.8)
    outcome = LearningOutcome(text="works safely on steep roofs")
    by_outcome = a_micro_credential(id="a", skills=(inferred,), outcomes=(outcome,), price=euros(5))
    by_title = a_micro_credential(id="b", skills=(inferred,), title="Steep roofs and how to climb them")
    by_description = a_micro_credential(id="c", skills=(inferred,), description="For work on steep roofs.")

    fields = [words_for(record, "s:roofs", "roofs")[1] for record in (by_outcome, by_title, by_description)]

    assert fields == ["learning_outcomes", "title", "description"]


def test_a_free_course_says_so():
    assert ("It is free.", "price", "0") in said(planned(a_micro_credential(id="roofs", skills=("s:roofs",))))


def test_the_price_quoted_is_that_of_the_opportunity_that_was_chosen():
    dear = an_opportunity(id=LearningOpportunityId("a"), price=euros(90))
    fair = an_opportunity(id=LearningOpportunityId("b"), price=Price(amount=Decimal(10), currency="BAM"))
    record = a_micro_credential(id="roofs", skills=("s:roofs",)).model_copy(update={"opportunities": (dear, fair)})

    assert ("Price: 10 BAM.", "price", "10") in said(planned(record))


def test_a_step_says_which_later_step_needs_it():
    before = Prerequisite(kind=PrerequisiteKind.COURSE, text="Basics", reference="basics")
    advanced = a_micro_credential(id="advanced", title="Roof systems", skills=("s:roofs",), prerequisites=(before,))
    basics = a_micro_credential(id="basics", title="Electrical basics")

    reasons = said(planned(advanced, basics))

    assert reasons[0] == ("It prepares you for: Roof systems.", "title", "Electrical basics")


def test_what_only_a_person_can_check_is_named_and_quoted():
    before = (
        Prerequisite(kind=PrerequisiteKind.TEXT, text="two years of practice"),
        Prerequisite(kind=PrerequisiteKind.EQF_LEVEL, text="EQF level 3", reference="3"),
    )
    record = a_micro_credential(id="roofs", skills=("s:roofs",), prerequisites=before)

    assert said(planned(record))[-1] == (
        "Please check before: two years of practice; EQF level 3.",
        "prerequisites",
        "two years of practice | EQF level 3",
    )


def test_a_course_that_need_not_come_first_is_named_with_what_it_teaches():
    before = Prerequisite(kind=PrerequisiteKind.COURSE, text="Basics", reference="basics")
    advanced = a_micro_credential(id="advanced", skills=("s:roofs",), prerequisites=(before,))
    basics = a_micro_credential(id="basics", title="Electrical basics", skills=("s:safety",))
    profile = LearnerProfile.model_validate({"goal": {"occupation": "o:solar"}, "held": [{"skill": "s:safety"}]})

    reasons = said(plan(profile, SmallLibrary([advanced, basics], [SOLAR]), TODAY))

    assert reasons[-1] == (
        "You need not take Electrical basics first: you already bring what it teaches.",
        "skills",
        "safety",
    )


def test_what_a_course_counts_towards_is_said_where_less_is_stated():
    record = a_micro_credential(
        id="roofs", skills=("s:roofs",), price=None, hours=None, stacks_into=("Installer certificate",)
    )

    assert said(planned(record))[1] == (
        "Counts towards: Installer certificate.",
        "stacks_into",
        "Installer certificate",
    )


def test_a_wish_in_words_is_answered_with_what_was_looked_for():
    profile = LearnerProfile.model_validate({"goal": {"text": "keeping bees"}})
    library = SmallLibrary([a_micro_credential(id="bees", title="Keeping bees for beginners")])

    reasons = said(plan(profile, library, TODAY))

    assert reasons[0] == ("It fits what you are looking for: keeping bees.", "title", "Keeping bees for beginners")


def test_the_same_quote_is_numbered_once():
    twice = planned(a_micro_credential(id="a", skills=("s:roofs",)), a_micro_credential(id="b", skills=("s:wiring",)))

    assert len({(c.id, c.locator, c.quote) for c in twice.citations}) == len(twice.citations) == 6

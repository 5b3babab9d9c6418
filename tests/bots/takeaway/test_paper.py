"""Is a plan on paper complete, readable aloud, and written in letters that the shipped fonts have?"""

from datetime import UTC, datetime

import pypdfium2
import pytest

from advisor.translations import catalogue
from advisor.vocabulary.pathway import (
    Amount,
    ConstraintCheck,
    Coverage,
    PathwayStep,
    Reason,
    SkillGap,
    SkillNeed,
    Totals,
)
from bots.takeaway.paper import as_pdf
from bots.wording import LANGUAGES
from tests.builders import a_pathway

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_plan(title="Mounting solar panels"):
    step = PathwayStep(
        order=1, micro_credential_id="pv-1", opportunity_id="pv-1-1", title=title, awarding_body="Chamber",
        provider="Solar School", hours=20.0, ects=None, price=Amount(amount=0, currency="BAM"), language="bs", mode="onsite",
        eqf_level=3, starts="2027-01-18", url="https://solar-school.example/pv-1", reasons=(Reason(text="It is free.", citation=1),),
        quality={"assessment": "Practical test"}, week_from=1, week_to=4,
    )  # fmt: skip
    second = step.model_copy(
        update={"order": 2, "title": "Working at height", "price": None, "week_from": 5, "week_to": 8}
    )
    return a_pathway(
        step,
        second,
        goal_label="solar installer",
        gap=SkillGap(required=(SkillNeed(skill="s1", label="mount panels", weight=1.0),)),
        totals=Totals(hours=40.0, price=None, weeks=8, ects=None),
        coverage=Coverage(essential=0.5, optional=0.0),
        constraints=(ConstraintCheck(name="max_price", wanted="0", got="0", met=True),),
    )


def text_of(content):
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r", "")


def test_the_paper_tells_each_step_with_what_is_stated_and_what_is_not():
    told = text_of(as_pdf(a_plan(), "en", NOW))

    assert "Your pathway: solar installer" in told
    assert "1. Mounting solar panels" in told
    assert "Solar School · awarded by Chamber" in told
    assert "20 hours" in told
    assert "free of charge" in told
    assert "price not stated" in told
    assert "starts 2027-01-18" in told
    assert "Practical test" in told
    assert "https://solar-school.example/pv-1" in told
    assert "50 % of the skills that the work asks for" in told


def test_the_paper_says_that_a_machine_made_it_and_who_checked_it():
    assert "no person has checked it" in text_of(as_pdf(a_plan(), "en", NOW))

    approved = text_of(as_pdf(a_plan(), "en", NOW, approved_by="Amra H."))

    assert "checked and approved by Amra H." in approved
    assert "no person has checked it" not in approved


def test_the_paper_is_tagged_for_screen_readers_and_names_its_language():
    content = as_pdf(a_plan(), "bs", NOW)

    assert b"pdfuaid" in content
    assert b"/StructTreeRoot" in content
    assert b"/Lang (bs)" in content or b"/Lang(bs)" in content


def test_the_same_plan_on_the_same_day_is_the_same_paper():
    assert as_pdf(a_plan(), "en", NOW) == as_pdf(a_plan(), "en", NOW.replace(hour=17))


def test_words_of_a_provider_are_no_code():
    told = text_of(as_pdf(a_plan('#panic("no") $x^2$ *bold* \\ @ref <label> #read("/etc/passwd")'), "en", NOW))

    assert '1. #panic("no") $x^2$ *bold* \\ @ref <label> #read("/etc/passwd")' in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_a_language_is_drawn(language):
    """A letter that a font lacks becomes glyph 0: the page then holds fewer of the letters than were written."""
    letters = sorted({c for message in catalogue(language).values() for c in message if c.isalpha()})

    told = text_of(as_pdf(a_plan(" ".join(letters)), language, NOW))

    assert [letter for letter in letters if letter not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_paper(language):
    assert b"pdfuaid" in as_pdf(a_plan(), language, NOW)


def test_a_letter_of_a_far_script_does_not_keep_the_paper_from_the_learner():
    told = text_of(as_pdf(a_plan("太陽光 🌞 course"), "en", NOW))

    assert "course" in told
    assert "Working at height" in told


def test_a_plan_without_weeks_has_no_picture_and_is_still_a_paper():
    plain = a_plan().model_copy(
        update={"totals": Totals(hours=None, price=None, weeks=None, ects=None), "steps": a_plan().steps[:1]}
    )

    assert "hours not stated" in text_of(as_pdf(plain, "en", NOW))

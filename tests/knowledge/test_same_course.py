"""Do rows of one course stay together, and rows of different courses apart?"""

import pytest

from knowledge import formats
from knowledge.formats.same_course import together
from knowledge.vocabulary.opportunity import LearningOpportunityId
from knowledge.vocabulary.submission import CourseDraft, Reading
from tests.builders import a_micro_credential, an_opportunity, euros

FIRST = {"external_id": "pv", "title": "Solar", "provider": "Sun School", "location": "Tuzla"}


def joined(*rows):
    drafts = tuple(CourseDraft(row=number, fields=fields) for number, fields in enumerate(rows, start=2))
    return together(Reading(format="csv", drafts=drafts))


def test_a_row_that_differs_in_place_only_is_another_opportunity_and_is_named():
    reading = joined(FIRST, {**FIRST, "location": "Mostar"})

    assert [draft.offers for draft in reading.drafts] == [({"provider": "Sun School", "location": "Mostar"},)]
    assert [(found.row, found.code) for found in reading.findings] == [(3, "another_opportunity")]


@pytest.mark.parametrize(
    "other",
    [
        {**FIRST, "title": "Wind", "location": "Mostar"},
        {**FIRST, "external_id": "pv-2", "location": "Mostar"},
        {**FIRST, "provider": "Another School"},
        dict(FIRST),
    ],
    ids=["another title", "another id", "another school's number", "the very same row"],
)
def test_other_rows_stay_apart(other):
    reading = joined(FIRST, other)

    assert [draft.fields for draft in reading.drafts] == [FIRST, other]
    assert reading.findings == ()


def test_two_schools_that_teach_what_one_body_awards_are_opportunities_of_it():
    awarded = {**FIRST, "awarding_body": "Chamber"}

    reading = joined(awarded, {**awarded, "provider": "Another School"})

    assert [draft.offers for draft in reading.drafts] == [({"provider": "Another School", "location": "Tuzla"},)]


def test_rows_without_an_external_id_stay_apart():
    nameless = {"title": "Solar", "location": "Tuzla"}

    assert len(joined(nameless, {**nameless, "location": "Mostar"}).drafts) == 2


@pytest.mark.parametrize("name", formats.writable())
def test_every_format_keeps_the_opportunities_of_a_course_together(name):
    record = a_micro_credential(
        id="pv",
        opportunities=(
            an_opportunity(price=euros("12.50"), modes=("workplace", "online")),
            an_opportunity(id=LearningOpportunityId("pv-2"), price=None, languages=("bs", "en"), location="Mostar"),
        ),
    )

    reading = formats.read(formats.write([record], name))

    assert [(draft.fields["price"], len(draft.offers)) for draft in reading.drafts] == [("12.5", 1)]
    assert reading.drafts[0].offers[0] == {
        "provider": "Solar School (demo)",
        "country": "BA",
        "language": "bs|en",
        "mode": "online",
        "location": "Mostar",
    }

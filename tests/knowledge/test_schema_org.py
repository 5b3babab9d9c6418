"""Are courses read from schema.org data, alone and inside web pages, and nothing that a reader does not see?"""

import json

import pytest

from knowledge import formats
from knowledge.errors import MalformedDraft
from knowledge.formats.schema_org import read, write
from knowledge.vocabulary.opportunity import LearningOpportunityId
from tests.builders import a_micro_credential, an_opportunity, euros


def a_course(**more):
    return {"@context": "https://schema.org", "@type": "Course", "name": "Welding", **more}


def the_reading(*things):
    return read(json.dumps(things[0] if len(things) == 1 else list(things)).encode(), {})


def the_fields(**more):
    return the_reading(a_course(**more)).drafts[0].fields


def codes(reading):
    return [found.code for found in reading.findings]


@pytest.mark.parametrize("context", ["http://schema.org", "https://schema.org/", "https://www.schema.org", {"@vocab": "http://schema.org/"}])  # fmt: skip
def test_every_way_to_name_the_context_is_recognised(context):
    content = json.dumps({"@context": context, "@type": "Course", "name": "Welding"}).encode()

    assert formats.detect(content) == "schema-org"


def test_full_addresses_say_the_same_as_short_names():
    thing = {
        "@type": ["http://schema.org/Course"],
        "http://schema.org/name": [{"@value": "Welding", "@language": "en"}],
    }

    assert the_reading(thing).drafts[0].fields == {"text_language": "en", "title": "Welding"}


def test_each_instance_is_an_offer_of_the_one_course():
    instances = [
        {"@type": "CourseInstance", "courseMode": "online", "offers": {"@type": "Offer", "price": 0, "priceCurrency": "EUR"}},
        {"@type": "CourseInstance", "courseMode": "onsite", "offers": {"@type": "Offer", "price": "80.125", "priceCurrency": "EUR"}},
    ]  # fmt: skip

    draft = the_reading(a_course(hasCourseInstance=instances)).drafts[0]

    assert (draft.fields["mode"], draft.fields["price"]) == ("online", "0")
    assert draft.offers == ({"mode": "onsite", "price": "80.1250", "currency": "EUR"},)


@pytest.mark.parametrize(
    ("offer", "price"),
    [
        ({"category": "Free"}, "0"),
        ({"price": 50, "priceCurrency": "EUR"}, "50"),
        ({"priceSpecification": {"@type": "PriceSpecification", "price": 50, "priceCurrency": "EUR"}}, "50"),
        ({"@type": "AggregateOffer", "lowPrice": 50, "highPrice": 50, "priceCurrency": "EUR"}, "50"),
    ],
)
def test_a_price_is_found_where_it_stands(offer, price):
    assert the_fields(offers={"@type": "Offer", **offer})["price"] == price


@pytest.mark.parametrize(
    "offer",
    [
        {"price": 49, "priceCurrency": "USD", "category": "Subscription"},
        {"@type": "AggregateOffer", "lowPrice": 50, "highPrice": 90, "priceCurrency": "EUR"},
    ],
)
def test_a_subscription_or_a_range_is_no_price_of_the_course_and_that_is_said(offer):
    reading = the_reading(a_course(offers={"@type": "Offer", **offer}))

    assert "price" not in reading.drafts[0].fields
    assert "no_one_price" in codes(reading)


def test_a_length_with_its_number_of_meetings_is_a_workload():
    schedule = {"@type": "Schedule", "duration": "PT1H30M", "repeatCount": 8, "repeatFrequency": "Weekly"}

    reading = the_reading(a_course(hasCourseInstance={"@type": "CourseInstance", "courseSchedule": schedule}))

    assert reading.drafts[0].fields["hours"] == "12"
    assert [(found.code, found.evidence) for found in reading.findings] == [("hours_from_schedule", "1.5 × 8")]


def test_a_length_without_a_number_of_meetings_is_no_workload():
    schedule = {"@type": "Schedule", "duration": "PT3H", "repeatFrequency": "Weekly"}

    assert "hours" not in the_fields(hasCourseInstance={"@type": "CourseInstance", "courseSchedule": schedule})


@pytest.mark.parametrize(
    ("schedule", "time"),
    [
        ({"startTime": "18:00:00", "byDay": "Tuesday"}, "evening"),
        ({"startTime": "09:00", "byDay": "https://schema.org/Monday"}, "daytime"),
        ({"startTime": "09:00", "byDay": ["Saturday", "Sunday"]}, "weekend"),
    ],
)
def test_the_time_of_day_is_told_by_hours_and_days(schedule, time):
    instance = {"@type": "CourseInstance", "courseSchedule": {"@type": "Schedule", **schedule}}

    assert the_fields(hasCourseInstance=instance)["schedule"] == time


def test_sentences_are_outcomes_and_named_terms_are_skills():
    draft = the_reading(
        a_course(teaches=["Weld two plates", {"@type": "DefinedTerm", "name": "weld", "url": "http://data.europa.eu/esco/skill/x"}])
    ).drafts[0]  # fmt: skip

    assert (draft.fields["learning_outcomes"], draft.fields["skills"]) == ("Weld two plates", "weld")
    assert draft.concepts == {"weld": "http://data.europa.eu/esco/skill/x"}


def test_credits_count_as_ects_only_where_they_are_called_so():
    assert (
        the_fields(numberOfCredits={"@type": "StructuredValue", "value": 2.5, "unitText": "ECTS credits"})["ects"]
        == "2.5"
    )
    reading = the_reading(a_course(numberOfCredits=3))
    assert "ects" not in reading.drafts[0].fields
    assert codes(reading) == ["other_credits"]


def test_a_difficulty_is_no_level_of_the_eqf_and_that_is_said():
    assert the_fields(educationalLevel="EQF level 4")["eqf_level"] == "4"
    assert codes(the_reading(a_course(educationalLevel="Beginner"))) == ["no_eqf_level"]


def test_a_property_without_a_place_is_named_but_no_persons_name_is_quoted():
    reading = the_reading(a_course(author={"@type": "Person", "name": "Ana"}, keywords="steel"))

    assert [(found.column, found.evidence) for found in reading.findings] == [
        ("Course.author", ""),
        ("Course.keywords", "steel"),
    ]


def test_a_credential_alone_is_a_course_of_its_own():
    thing = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalCredential",
        "name": "Welder",
        "competencyRequired": "Weld",
    }

    assert the_reading(thing).drafts[0].fields == {"title": "Welder", "learning_outcomes": "Weld"}


def test_a_programme_is_read_and_its_courses_lead_into_it():
    programme = {
        "@context": "https://schema.org", "@type": "EducationalOccupationalProgram", "name": "Metal year",
        "hasCourse": [{"@type": "Course", "name": "Welding", "description": "You weld."}, {"@type": "Course", "name": "Turning"}],
    }  # fmt: skip

    drafts = the_reading(programme).drafts

    assert [(draft.fields["title"], draft.fields.get("stacks_into")) for draft in drafts] == [
        ("Metal year", None),
        ("Welding", "Metal year"),
    ]


def test_the_language_of_a_page_is_the_language_of_its_words():
    page = f'<html lang="bs-BA"><script type="application/ld+json">{json.dumps(a_course())}</script></html>'

    assert read(page.encode(), {}).drafts[0].fields["text_language"] == "bs"


def test_what_a_page_hides_is_left_out_and_that_is_said():
    page = """<html><body><div itemscope itemtype="https://schema.org/Course"><b itemprop="name">Welding<i hidden> and gold</i></b></div>
    <div style="display : none"><p itemscope itemtype="https://schema.org/Course"><b itemprop="name">Unseen</b></p></div></body></html>"""

    reading = read(page.encode(), {})

    assert [draft.fields["title"] for draft in reading.drafts] == ["Welding"]
    assert codes(reading) == ["hidden_items"]


def test_a_page_without_courses_is_refused_with_a_sentence():
    with pytest.raises(MalformedDraft, match="holds no Course"):
        formats.read(b"<!doctype html><html><body><p>Welcome</p></body></html>")


def test_xml_that_is_no_page_is_not_taken_for_one():
    assert formats.detect(b'<?xml version="1.0"?><catalogue><course/></catalogue>') == "csv"


def test_nothing_of_our_own_export_is_left_behind():
    record = a_micro_credential(
        id="pv",
        description="You mount panels.",
        skills=("urn:cairn:skill:x",),
        opportunities=(
            an_opportunity(price=euros("12.50")),
            an_opportunity(id=LearningOpportunityId("pv-2"), price=None),
        ),
    )

    assert read(write([record]), {}).findings == ()


def test_a_second_provider_is_not_lost_without_a_word():
    reading = the_reading(
        {
            "@context": "https://schema.org",
            "@type": "Course",
            "name": "Prompting",
            "provider": [{"@type": "Organization", "name": "School"}, {"@type": "Organization", "name": "College"}],
        }
    )

    assert reading.drafts[0].fields["provider"] == "School"
    assert [(found.code, found.column) for found in reading.findings] == [("first_of_several", "Course.provider")]

"""Do several opportunities of one course stay together, each with what it states itself?"""

from knowledge.submissions.describing import Desk, describe
from knowledge.submissions.parsing import DraftReader
from knowledge.vocabulary.submission import CourseDraft
from tests.builders import TODAY

FIELDS = {"external_id": "pv", "title": "Solar", "provider": "Solar School (demo)", "country": "BA", "price": "0"}
AUTUMN = {"location": "Mostar", "start_dates": "2027-10-01", "mode": "onsite"}


def described(draft, **desk):
    reader = DraftReader(draft)
    return describe(reader, Desk(today=TODAY, **desk), "Solar"), [found.code for found in reader.findings]


def test_each_offer_becomes_an_opportunity_of_the_same_course():
    draft = CourseDraft(row=1, fields=FIELDS, offers=(AUTUMN,))

    record, _ = described(draft)

    assert [one.id for one in record.opportunities] == ["solar-school-demo.pv-1", "solar-school-demo.pv-2"]
    assert [one.location for one in record.opportunities] == ["", "Mostar"]
    assert [one.provider.name for one in record.opportunities] == ["Solar School (demo)", "Solar School (demo)"]


def test_the_price_of_one_offer_says_nothing_of_another():
    draft = CourseDraft(row=1, fields=FIELDS, offers=(AUTUMN,))

    record, _ = described(draft)

    assert record.opportunities[0].price.amount == 0
    assert record.opportunities[1].price is None


def test_the_same_finding_of_several_offers_is_said_once():
    draft = CourseDraft(row=1, fields=FIELDS, offers=({"mode": "osmosis"}, {"mode": "osmosis"}))

    _, findings = described(draft)

    assert findings == ["unknown_mode"]


def test_an_offer_of_another_provider_keeps_the_row_out_where_only_own_courses_may_come_in():
    draft = CourseDraft(row=1, fields=FIELDS, offers=({**AUTUMN, "provider": "Another School"},))

    _, findings = described(draft, provider="Solar School (demo)", own_only=True)

    assert findings == ["foreign_provider"]


def test_a_skill_is_looked_up_by_its_address_before_its_words():
    draft = CourseDraft(
        row=1,
        fields={**FIELDS, "skills": "varnost|welding"},
        concepts={"varnost": "http://data.europa.eu/esco/skill/1"},
    )
    known = {"http://data.europa.eu/esco/skill/1": "urn:cairn:skill:safety", "welding": "urn:cairn:skill:weld"}

    record, _ = described(draft, resolve_skill=known.get)

    assert [(skill.uri, skill.label) for skill in record.skills] == [
        ("urn:cairn:skill:safety", "varnost"),
        ("urn:cairn:skill:weld", "welding"),
    ]

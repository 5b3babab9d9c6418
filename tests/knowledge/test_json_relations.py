"""Do related and nested lists of JSON become courses?"""

import json

from knowledge.formats.json_records import read


def reading_of(value):
    return read(json.dumps(value).encode(), {})


RELATED = {
    "organisations": [
        {"id": 1, "name": "Uni A", "city": "Tuzla", "country": "BA"},
        {"id": 2, "name": "Uni B", "city": "Zenica"},
    ],
    "courses": [
        {"id": "c1", "title": "Welding", "organisation_id": 1, "hours": 40},
        {"id": "c2", "title": "Solar", "organisation_id": 2},
    ],
    "sessions": [
        {"id": "s1", "course_id": "c1", "start_date": "2027-03-15", "mode": "online"},
        {"id": "s2", "course_id": "c1", "start_date": "2027-05-15", "mode": "onsite"},
    ],
    "course_skills": [
        {"course_id": "c1", "skill_id": "k1"},
        {"course_id": "c1", "skill_id": "k2"},
        {"course_id": "c2", "skill_id": "k2"},
    ],
    "skills": [{"id": "k1", "name": "weld steel"}, {"id": "k2", "name": "work safely"}],
    "banners": [{"colour": "red"}],
}


def test_lists_that_name_each_other_are_joined_into_courses():
    drafts = reading_of(RELATED).drafts
    assert drafts[0].fields == {
        "external_id": "c1",
        "title": "Welding",
        "provider": "Uni A",
        "country": "BA",
        "location": "Tuzla",
        "hours": "40",
        "skills": "weld steel|work safely",
        "mode": "online|onsite",
        "start_dates": "2027-03-15|2027-05-15",
    }
    assert drafts[1].fields["skills"] == "work safely"


def test_a_list_that_nothing_joins_is_a_warning_with_its_name():
    found = [finding for finding in reading_of(RELATED).findings if finding.code == "list_not_joined"]
    assert [(str(finding.level), finding.column) for finding in found] == [("warning", "banners")]


def test_offers_that_name_a_course_and_a_school_are_the_rows():
    reading = reading_of(
        {
            "institutions": [{"name": "School A", "province": "North"}, {"name": "School B", "province": "South"}],
            "programmes": [
                {"name": "Welding", "qualification": "Certificate", "summary": "Short."},
                {"name": "Welding", "qualification": "Diploma", "summary": "Long."},
                {"name": "Sewing", "qualification": "Certificate", "summary": "Nobody offers it."},
            ],
            "institution_programmes": [
                {"institution": "School A", "programme": "Welding", "qualification": "Diploma"},
                {"institution": "School B", "programme": "Welding", "qualification": "Certificate"},
            ],
        }
    )
    assert [
        (d.fields["title"], d.fields["provider"], d.fields["location"], d.fields["description"]) for d in reading.drafts
    ] == [
        ("Welding", "School A", "North", "Long."),
        ("Welding", "School B", "South", "Short."),
    ]
    assert [(f.column, f.message.split(" ")[0]) for f in reading.findings if f.code == "items_without_course"] == [
        ("programmes", "1")
    ]


def test_objects_inside_objects_are_read_by_their_path():
    node = {
        "id": "c1",
        "title": {"en": "Welding", "bs": "Zavarivanje"},
        "provider": {"name": "School", "country": "BA"},
        "price": {"amount": 120.5, "currency": "EUR"},
        "workload": {"hours": 40, "ects": 1.5},
        "languages": [{"code": "bs"}, {"code": "en"}],
        "sessions": [{"start": "2027-03-15"}, {"start": "2027-04-15"}],
        "instructor": {"name": "Bob"},
    }
    reading = reading_of(
        {
            "data": {
                "courses": {
                    "edges": [{"node": node}, {"node": {"id": "c2", "title": "Solar", "provider": {"name": "Uni"}}}]
                }
            }
        }
    )
    assert reading.drafts[0].fields == {
        "external_id": "c1",
        "title": "Welding",
        "provider": "School",
        "country": "BA",
        "price": "120.5",
        "currency": "EUR",
        "hours": "40",
        "ects": "1.5",
        "language": "bs|en",
        "start_dates": "2027-03-15|2027-04-15",
    }
    assert reading.drafts[1].fields["provider"] == "Uni"
    assert set(reading.unmapped) == {"title.bs", "instructor"}


def test_objects_under_keys_of_their_own_are_a_list():
    drafts = reading_of({"C1": {"name": "Welding", "hours": 40}, "C2": {"name": "Solar", "hours": 20}}).drafts
    assert [draft.fields for draft in drafts] == [
        {"external_id": "C1", "title": "Welding", "hours": "40"},
        {"external_id": "C2", "title": "Solar", "hours": "20"},
    ]

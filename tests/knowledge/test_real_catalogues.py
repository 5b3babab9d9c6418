"""Do the catalogues that others wrote, and our own sample, go in?"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from importlib.resources import files

import pytest

from knowledge import formats
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.submissions.intake import take_in
from knowledge.vocabulary.submission import Level

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def taken_in(path):
    return take_in(path.name, path.read_bytes(), who="operator", store=MemoryCatalogueStore(), now=NOW, publish=True)


def checked(path):
    return take_in(path.name, path.read_bytes(), who="operator", store=MemoryCatalogueStore(), now=NOW, publish=False)


def bundled():
    return sorted(path.name for path in (files("knowledge") / "data/courses").iterdir() if path.name.endswith(".csv"))


@pytest.mark.parametrize("name", bundled())
def test_the_bundled_sample_goes_in_without_an_error_or_a_warning_but_for_what_it_leaves_open_on_purpose(name):
    report, records = taken_in(files("knowledge") / "data/courses" / name)
    warnings = [(found.row, found.code) for found in report.findings if found.level is not Level.INFO]
    assert [(row, code) for row, code in warnings if not code.startswith("missing_")] == []
    assert (report.rejected, len(records)) == (0, report.rows)
    assert report.completeness > 0.9


@pytest.mark.shared
def test_the_programmes_of_new_jersey_go_in(shared_data):
    report, records = taken_in(shared_data / "data/catalogues/nj_etpl_half.csv")
    black_seal = next(record for record in records if record.external_id == "37588")
    opportunity = black_seal.opportunities[0]
    assert (report.rows, report.accepted, report.rejected) == (575, 574, 1)
    assert report.mapping["support"] == "childcare + accessfordisabled + careerassist"
    assert black_seal.description.startswith("Prepares the student to take the Black Seal Operator's Examination.")
    assert (opportunity.price.amount, opportunity.price.currency, black_seal.workload.hours) == (
        Decimal(355),
        "USD",
        36.0,
    )
    assert ([str(time) for time in opportunity.schedule.times], opportunity.modes) == (["evening"], ())
    assert [str(item) for item in opportunity.support] == ["step_free", "career_assistance"]
    assert (opportunity.location, opportunity.provider.country) == ("Brick, NJ", "US")
    assert opportunity.languages == ()


@pytest.mark.shared
def test_the_courses_of_edx_go_in(shared_data):
    report, records = taken_in(shared_data / "data/catalogues/edx_2025_rest.csv")
    remote = next(record for record in records if record.title == "Remote Work Revolution for Everyone")
    assert (report.rows, report.accepted) == (622, 622)
    assert report.mapping["further_information"] == "subject + level + program_type + weeks_to_complete"
    assert "eqf_level" not in report.mapping
    assert "weeks_to_complete: 3.0" in remote.further_information
    assert remote.opportunities[0].provider.name == "Harvard University"
    assert remote.opportunities[0].languages == ("en",)
    assert [skill.label for skill in remote.skills] == ["Telecommuting", "Customer Relationship Building"]
    assert remote.workload.hours is None
    assert not any("<p>" in record.description or "</" in record.description for record in records)


@pytest.mark.shared
def test_the_related_lists_of_zambia_become_offers_with_provider_and_place(shared_data):
    report, records = checked(shared_data / "data/catalogues/zambia_teveta.json")
    first_aid = next(record for record in records if record.title == "First Aid")
    codes = {(found.code, found.column) for found in report.findings}
    assert (report.format, report.rows, report.accepted) == ("json", 1822, 1817)
    assert (first_aid.opportunities[0].provider.name, first_aid.opportunities[0].location) == (
        "Alistair Logistics Zambia Limited",
        "Central",
    )
    assert "qualification: Short Course" in first_aid.further_information
    # The national level is no level of the EQF
    assert all(record.eqf_level is None for record in records)
    assert ("list_not_joined", "priority_curriculum") in codes


@pytest.mark.shared
def test_the_courses_of_coursera_keep_their_skills(shared_data):
    reading = formats.read((shared_data / "data/catalogues/coursera_skills.csv").read_bytes())
    assert (len(reading.drafts), reading.unmapped) == (5341, ("content_length",))
    assert reading.drafts[0].fields["skills"].split("|")[:3] == [
        "Computer Networking",
        "Network Planning And Design",
        "TCP/IP",
    ]


@pytest.mark.shared
def test_packed_lines_of_sixty_thousand_titles_are_read(shared_data):
    reading = formats.read((shared_data / "data/catalogues/scale_titles.jsonl.gz").read_bytes())
    assert (reading.format, len(reading.drafts), reading.unmapped) == ("json", 59939, ("source",))
    assert reading.drafts[0].fields["title"] == "Farmasi (D-III)"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["nj_etpl_half.csv", "edx_2025_rest.csv"])
def test_boilerplate_never_counts_as_a_description(shared_data, name):
    _, records = checked(shared_data / "data/catalogues" / name)
    assert [
        record.description for record in records if re.fullmatch(r"[\d,. ]+ (already )?enrolled.*", record.description)
    ] == []

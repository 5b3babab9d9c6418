"""Do the catalogues of the systems that docs/how-to/systems-of-the-field.md names come in whole, and is the way on honest?

The rows are our own; headings and forms are those that the systems use.
"""

from datetime import UTC, datetime

import pytest

from advisor.assembly import open_advisor
from advisor.profiling import parse_profile
from advisor.settings import AdvisorSettings
from knowledge import open_library
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.search import Question

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

DIHK = """Lehrgang;Anbieter;Zertifizierung durch;Land;Stunden;Preis;Währung;Sprache;Unterrichtsform;Prüfung;Qualitätssiegel;Kompetenzen;Webseite
Fachkraft Photovoltaik (IHK);IHK-Akademie Musterstadt;IHK Musterstadt;DE;80;1290;EUR;de;Präsenz;Schriftlicher Test (40 %) | Fachgespräch (60 %), Note 1–6;DIHK-Qualitätssiegel B;mount photovoltaic modules;https://ihk-musterstadt.example/pv
"""
MALAYSIA = """title,provider,country,credits,MQF level,credit transfer,price,currency,language,mode,course url,skills
Solar PV Maintenance (micro-credential),Universiti Contoh,MY,3,4,Diploma in Electrical Engineering (Universiti Contoh),350,MYR,ms,online,https://contoh.example/pv,mount photovoltaic modules
"""
ICE_INSTITUTE = """Nama Kursus,Institusi,SKS,Bahasa,Biaya,Mata uang,Metode,Tautan
Pengantar Energi Surya,Universitas Contoh Satu,3,id,0,IDR,daring,https://ice.example/a
Pengantar Energi Surya,Universitas Contoh Dua,2,id,0,IDR,daring,https://ice.example/b
Literasi Data,Universitas Contoh Dua,2,id,0,IDR,daring,https://ice.example/c
"""
IIOE = """Course title,Provider,Awarding organisation,Language,Cost,Currency,Mode,URL,Skills,Additional information
Teaching with digital tools,Example Normal University,Example Online Institute,en,0,USD,online,https://iioe.example/1,Digital competency framework for teaching personnel: designing online learning,Level of the framework: basic
"""
MICROCREDX = """Title,University,Country,ECTS,EQF level,Learning outcomes,Assessment,Quality assurance,Delivery mode,Language,Link
Circular Economy Basics,Sveučilište Primjer,HR,2,6,Explains material flows|Plans a take-back scheme,Project report,Internal quality assurance by ESG,online,en,https://exchange.example/ce
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    settings = LibrarySettings(data=tmp_path_factory.mktemp("data"), index="memory:", seed=False)
    opened = open_library(settings, clock=lambda: NOW)
    for name in ("DIHK", "MALAYSIA", "ICE_INSTITUTE", "IIOE", "MICROCREDX"):
        report = opened.submit(f"{name.lower()}.csv", globals()[name].encode())
        assert report.rejected == 0, report.findings
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def advisor(library, tmp_path_factory):
    settings = AdvisorSettings(data=tmp_path_factory.mktemp("advice"))
    return open_advisor(library, None, settings, new_id=iter(f"id-{n}" for n in range(1000)).__next__)


def called(library, title):
    return next(record for record in library.micro_credentials() if record.title.startswith(title))


def test_a_mark_of_the_chambers_keeps_its_letter_and_the_parts_of_its_examination(library):
    record = called(library, "Fachkraft Photovoltaik")

    assert [(mark.scheme, mark.level) for mark in record.quality_assurance.marks] == [("DIHK", "B")]
    assert [(part.name, part.share) for part in record.assessment.parts] == [
        ("Schriftlicher Test", 40),
        ("Fachgespräch, Note 1–6", 60),
    ]
    assert record.awarding_body.name == "IHK Musterstadt"
    assert record.eqf_level is None  # the letter says how it is examined, not how high


def test_a_plan_shows_the_mark_as_stated(library, advisor):
    skill = called(library, "Fachkraft Photovoltaik").skills[0].uri
    profile = parse_profile({"goal": {"skills": [skill]}, "constraints": {"languages": ["de"]}}, library)

    [step] = advisor.plan(profile, NOW).steps

    assert step.quality["marks"] == "DIHK B"
    assert step.quality["assessment"] == "Schriftlicher Test (40 %) | Fachgespräch (60 %), Note 1–6"


def test_credits_of_another_system_are_kept_as_they_are_and_never_become_ects_or_an_eqf_level(library):
    record = called(library, "Solar PV Maintenance")

    assert record.workload.ects is None
    assert record.workload.hours is None
    assert record.eqf_level is None
    assert "credits: 3" in record.further_information
    assert "MQF level: 4" in record.further_information


def test_what_a_course_counts_towards_is_shown_beside_its_step(library, advisor):
    skill = called(library, "Solar PV Maintenance").skills[0].uri
    profile = parse_profile({"goal": {"skills": [skill]}, "constraints": {"languages": ["ms"]}}, library)

    [step] = advisor.plan(profile, NOW).steps

    assert step.stacks_into == ("Diploma in Electrical Engineering (Universiti Contoh)",)


def test_one_catalogue_of_several_providers_keeps_them_apart(library):
    both = [r for r in library.micro_credentials() if r.title == "Pengantar Energi Surya"]

    assert {r.opportunities[0].provider.name for r in both} == {"Universitas Contoh Satu", "Universitas Contoh Dua"}
    assert len({r.id for r in both}) == 2
    assert {r.further_information for r in both} == {"SKS: 3", "SKS: 2"}


def test_a_competence_of_another_framework_stays_in_its_own_words_and_is_no_esco_skill(library):
    record = called(library, "Teaching with digital tools")

    [skill] = [each for each in record.skills if not each.inferred]
    assert skill.uri is None
    assert skill.label == "Digital competency framework for teaching personnel: designing online learning"
    assert record.awarding_body.name == "Example Online Institute"
    found = library.search(Question(text="digital competency framework for teaching personnel", language="en"))
    assert found[0].micro_credential.id == record.id


def test_a_course_of_the_exchange_states_what_annex_one_asks_for(library):
    record = called(library, "Circular Economy Basics")

    assert (record.workload.ects, record.eqf_level) == (2.0, 6)
    assert [outcome.text for outcome in record.outcomes] == ["Explains material flows", "Plans a take-back scheme"]
    assert record.quality_assurance.text == "Internal quality assurance by ESG"


@pytest.mark.parametrize(
    ("title", "page"),
    [
        ("Fachkraft Photovoltaik", "https://ihk-musterstadt.example/pv"),
        ("Solar PV Maintenance", "https://contoh.example/pv"),
        ("Literasi Data", "https://ice.example/c"),
        ("Teaching with digital tools", "https://iioe.example/1"),
        ("Circular Economy Basics", "https://exchange.example/ce"),
    ],
)
def test_who_has_no_programming_interface_is_reached_by_its_own_page_and_nothing_is_sent(library, advisor, title, page):
    conversation, _ = advisor.start_conversation("web", now=NOW)

    handoff = advisor.handoffs.apply(conversation, called(library, title).id, "en", NOW)

    assert handoff.protocol == "link"
    assert handoff.offer.uri == page
    assert advisor.handoffs.store.pending_outbox("handoff") == []

"""Is what a draft states believed as it was meant, and nothing more?"""

import pytest

from knowledge.submissions.describing import Desk, describe
from knowledge.submissions.parsing import DraftReader, read_languages, read_modes, read_price, read_schedule
from knowledge.submissions.words import times_and_forms
from knowledge.vocabulary.submission import CourseDraft
from tests.builders import NOW


def a_reader(**fields):
    return DraftReader(CourseDraft(row=2, fields=fields), {"hours": "Dauer"})


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Online-Seminar", ("online",)),
        ("Classroom based", ("onsite",)),
        ("ONLINE_ASYNC", ("online", "self_paced")),
        ("Synchronous and Asynchronous E-learning", ("self_paced", "online")),
        ("not online", ()),
        ("online materials", ()),
    ],
)
def test_a_phrase_is_understood_only_where_every_word_of_it_is(said, meant):
    assert times_and_forms(said) == meant


def test_times_under_the_form_and_forms_under_the_times_are_read():
    reader = a_reader(mode="Self-Paced Learning", schedule="evening, online")
    assert [mode.value for mode in read_modes(reader)] == ["online"]
    assert [time.value for time in read_schedule(reader, "", NOW.date()).times] == ["evening", "self_paced"]
    assert reader.findings == []


def test_what_is_no_form_is_still_named():
    reader = a_reader(mode="by carrier pigeon")
    assert read_modes(reader) == ()
    assert [found.code for found in reader.findings] == ["unknown_mode"]


@pytest.mark.parametrize("said", ["English & Bahasa Malaysia", "English and Malay", "engleski i malajski"])
def test_several_languages_may_stand_in_one_phrase(said):
    assert read_languages(a_reader(language=said)) == ("en", "ms")


def test_a_phrase_with_an_unknown_language_is_named_whole():
    reader = a_reader(language="English & Klingon")
    assert read_languages(reader) == ()
    assert [found.evidence for found in reader.findings] == ["English & Klingon"]


@pytest.mark.parametrize(
    ("country", "currency", "said"),
    [("SG", "SGD", ["SGD"]), ("US", "USD", []), ("DE", "USD", ["USD"]), ("", "USD", ["USD"])],
)
def test_a_bare_dollar_is_the_countrys_own_and_that_is_said(country, currency, said):
    reader = a_reader(price="$196.20")
    assert read_price(reader, country).currency == currency
    assert [(found.code, found.evidence) for found in reader.findings] == [("which_dollar", code) for code in said]


def test_a_dollar_with_its_country_is_believed():
    assert read_price(a_reader(price="US$ 20"), "SG").currency == "USD"


@pytest.mark.parametrize("nothing", ["-", "–|—", "Aucun", "нема"])
def test_a_dash_or_a_no_is_no_prerequisite(nothing):
    record = describe(a_reader(title="Bees", prerequisites=nothing), Desk(today=NOW.date()), "Bees")
    assert record.prerequisites == ()


def test_how_long_a_course_lasts_is_kept_where_it_says_nothing_of_hours():
    reader = a_reader(title="Lager", hours="6 Monate, Vollzeit", further_information="Abschluss: IHK")
    record = describe(reader, Desk(today=NOW.date(), columns=reader.columns), "Lager")
    assert record.workload.hours is None
    assert record.further_information == "Abschluss: IHK\nDauer: 6 Monate, Vollzeit"


def test_a_day_that_stands_under_the_times_is_a_start():
    reader = a_reader(schedule="od 15.2.2027. do 20.3.2027.|vikendom")
    schedule = read_schedule(reader, "", NOW.date())
    assert [day.isoformat() for day in schedule.start_dates] == ["2027-02-15"]
    assert [time.value for time in schedule.times] == ["weekend"]
    assert reader.findings == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15-19 มี.ค. 2570", "2027-03-15"),
        ("1 เม.ย. 2570", "2027-04-01"),
        ("3.2.2027 - 5.2.2027", "2027-02-03"),
        ("from 1 March 2027 to 5 April 2027", "2027-03-01"),
        ("20270215", "2027-02-15"),
    ],
)
def test_the_first_of_several_days_is_the_start(text, day):
    dates = read_schedule(a_reader(start_dates=text), "", NOW.date()).start_dates
    assert [date.isoformat() for date in dates] == [day]


def test_a_span_that_runs_backwards_is_no_start():
    assert read_schedule(a_reader(start_dates="20.3.2027 - 15.2.2027"), "", NOW.date()).start_dates == ()


def test_a_hybrid_that_is_explained_offers_no_choice():
    assert [mode.value for mode in read_modes(a_reader(mode="hibridno (online + uživo)"))] == ["blended"]


def test_signs_that_a_web_page_writes_are_read_as_people_read_them():
    assert a_reader(title="Sewing &amp; Mending").text("title") == "Sewing & Mending"


@pytest.mark.parametrize("text", ["20 sati (4 x 5h)", "180,00 € (PDV uključen)"])
def test_an_aside_in_brackets_changes_nothing(text):
    record = describe(a_reader(title="x", hours=text, price=text), Desk(today=NOW.date()), "x")
    price = record.opportunities[0].price
    assert (record.workload.hours, price and str(price.amount)) in [(20, None), (None, "180")]

"""Can a provider sign in, see how its courses stand, and hand in a file after looking at it, and nothing of anybody else's?"""

import csv
import html
import io
import re
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from bots.accounts.users import Role, Users
from bots.database import open_engine
from bots.settings import Settings
from bots.web.app import create_app
from knowledge import open_library
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.provider import AccountRole
from tests.bots.web.house import NO_LIMITS, Clock
from tests.builders import NOW
from tests.fakes.letter_embedder import LetterEmbedder
from tests.fakes.outspoken_advisor import OutspokenAdvisor

FILE = b"external_id,title,provider,hours\npv,Solar panel mounting,Solar School,20\n"
STRANGE = b"Nr,XYZ-1,Wie lange\npv,Solar panel mounting,20\nx,,many\n"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def house(tmp_path, clock):
    engine = open_engine(f"sqlite:///{tmp_path / 'cairn.db'}")
    settings = LibrarySettings(data=tmp_path, index="memory:", seed=False)
    library = open_library(settings, engine, clock=clock, embedder=LetterEmbedder())
    library.accounts.add("Solar School", "key-solar", NOW)
    library.accounts.add("Other School", "key-other", NOW)
    library.accounts.add("Office", "key-office", NOW, AccountRole.MODERATOR)
    yield SimpleNamespace(
        settings=Settings(data=tmp_path, **NO_LIMITS),
        engine=engine,
        library=library,
        advisor=OutspokenAdvisor(),
        users=Users(engine),
    )
    library.close()
    engine.dispose()


@pytest.fixture
def app(house, clock):
    return create_app(house, clock, lambda: "id")


@pytest.fixture
def browser(app):
    """Open a browser of its own; with a key it is signed in."""
    opened = []

    def visit(key=None):
        client = TestClient(app, client=("127.0.0.1", 50000), raise_server_exceptions=False)
        opened.append(client.__enter__())
        if key:
            assert client.post("/provider/sign-in", data={"key": key}).status_code == 200
        return client

    yield visit
    for client in opened:
        client.__exit__(None, None, None)


def look_at(client, content=FILE, name="courses.csv"):
    return client.post("/provider/file", files={"file": (name, content)})


def hand_in(client, content=FILE):
    look_at(client, content)
    return client.post("/provider/file/hand-in")


def text_of(answer):
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text).split()))


def test_without_a_key_there_is_only_the_way_in(browser):
    visit = browser()
    first, wrong = visit.get("/provider"), visit.post("/provider/sign-in", data={"key": "nobody's"})
    assert (first.status_code, "Your provider's key" in text_of(first)) == (200, True)
    assert (wrong.status_code, "This key is not known here." in text_of(wrong)) == (401, True)
    assert "Your provider's key" in text_of(visit.get("/provider/file/checked"))
    assert "Your provider's key" in text_of(visit.post("/provider/file/hand-in"))


def test_a_session_is_kept_where_no_script_reads_it_and_ends_with_sign_out_time_or_key(browser, house, clock):
    visit = browser()
    answer = visit.post("/provider/sign-in", data={"key": "key-solar"}, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/provider"):
        assert part in cookie
    assert "No course of yours is here yet." in text_of(visit.get("/provider"))
    visit.post("/provider/sign-out")
    assert "Your provider's key" in text_of(visit.get("/provider"))

    late = browser("key-solar")
    clock.move(hours=12)
    assert "Your provider's key" in text_of(late.get("/provider"))
    changed = browser("key-solar")
    house.library.accounts.new_key("Solar School", "key-new")
    assert "Your provider's key" in text_of(changed.get("/provider"))


def test_another_worker_goes_on_with_the_session_and_the_file(browser, house, clock):
    visit = browser("key-solar")
    look_at(visit)
    worker = create_app(house, clock, lambda: "id")

    with TestClient(worker, client=("127.0.0.1", 50000), cookies=visit.cookies) as elsewhere:
        checked = text_of(elsewhere.get("/provider/file/checked"))
        elsewhere.post("/provider/file/hand-in")

    assert "Hand in what has no error" in checked
    assert "Please choose it again." in text_of(visit.get("/provider/file/checked"))


def test_an_account_of_the_providers_name_gets_in_by_a_link(browser, house, clock):
    house.users.add("amra@solar.example", Role.PROVIDER, "Solar School", clock())
    house.users.add("new@solar.example", Role.PROVIDER, "New School", clock())
    house.users.add("mira@office.example", Role.COUNSELLOR, "Solar School", clock())
    seen = []
    for email in ("amra@solar.example", "new@solar.example", "mira@office.example"):
        visit = browser()
        visit.get("/sign-in", params={"token": house.users.new_link(email, clock())})
        visit.post("/sign-in", headers={"Accept": "text/html"}, follow_redirects=False)
        seen.append(text_of(visit.get("/provider")))
    assert "No course of yours is here yet." in seen[0]
    assert "Your account is not joined to a provider yet." in seen[1]
    assert "Your provider's key" in seen[2]


def test_a_foreign_page_changes_nothing(browser):
    visit = browser("key-solar")
    look_at(visit)
    answer = visit.post("/provider/file/hand-in", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "courses.csv" not in text_of(visit.get("/provider"))


def test_looking_at_a_file_says_what_was_read_and_hands_in_nothing(browser):
    visit = browser("key-solar")
    answer = look_at(visit, STRANGE)
    said = text_of(answer)
    assert answer.status_code == 200
    assert "Column of your file" in said
    assert "Wie lange" in said
    assert "Row 3" in said
    assert "The row has no title; it stays out." in said
    assert "No course of yours is here yet." in text_of(visit.get("/provider"))


def test_a_column_that_was_read_wrongly_is_put_right(browser):
    visit = browser("key-solar")
    look_at(visit, b"Nr,XYZ-1,provider\npv,Solar panel mounting,Solar School\n")
    before = visit.get("/provider/file/checked").text
    number = re.search(r'name="heading\.(\d+)" value="XYZ-1"', before)[1]
    after = visit.post("/provider/file/columns", data={f"heading.{number}": "XYZ-1", f"column.{number}": "title"})
    anew = visit.post("/provider/file/columns", data={"anew": "1"})
    assert "1 without an error." in text_of(after)
    assert "100 %" in text_of(after)
    assert anew.text == before


def test_the_rows_come_back_with_the_findings(browser):
    visit = browser("key-solar")
    look_at(visit, b"title,hours\nSolar panel mounting,20\n=1+1,many\n")
    made = visit.get("/provider/file/annotated.csv")
    rows = list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert rows[0] == ["title", "hours", "Cairn: findings"]
    assert rows[2][:2] == ["'=1+1", "many"]
    assert "[warning] hours: “many” cannot be read as hours" in rows[2][2]
    assert visit.get("/provider/file/annotated.xlsx").content[:2] == b"PK"
    assert visit.get("/provider/file/annotated.exe").status_code == 404


def test_what_is_handed_in_waits_and_then_stands_among_the_courses(browser, house):
    visit = browser("key-solar")
    report = hand_in(visit)
    assert "A second person looks at it before learners see it." in text_of(report)
    assert "submitted" in text_of(visit.get("/provider"))
    identifier = report.url.path.rsplit("/", 1)[-1]
    house.library.review.approve(identifier, "office", "moderator")
    said = text_of(visit.get("/provider"))
    assert "Solar panel mounting published" in said
    assert "2 of 9 of Annex I stated" in said
    assert "Awarding body" in said
    assert "The file is no longer here." in text_of(visit.get("/provider/file/checked"))


def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(browser):
    visit = browser("key-solar")
    broken = look_at(visit, b"PK\x03\x04 no workbook", "a.xlsx")
    empty = visit.post("/provider/file", files={"file": ("a.csv", b"")})
    assert broken.status_code == 422
    assert "Traceback" not in broken.text
    assert (empty.status_code, "Choose a file first." in text_of(empty)) == (422, True)


def test_nobody_sees_another_providers_file_courses_or_report(browser):
    mine, other = browser("key-solar"), browser("key-other")
    where = hand_in(mine).url.path
    look_at(mine)
    assert other.get(where).status_code == 404
    assert "The file is no longer here." in text_of(other.get("/provider/file/checked"))
    assert "Solar panel mounting" not in text_of(other.get("/provider"))


def test_what_a_provider_writes_is_text_and_never_a_page(browser):
    visit = browser("key-solar")
    answer = look_at(visit, b"title,<b>x</b>\n<script>alert(1)</script>,<img src=x>\n")
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_a_large_file_is_read_and_a_too_large_one_is_refused(browser):
    visit = browser("key-solar")
    many = b"title\n" + b"".join(b"Course %d with a long enough name\n" % number for number in range(4_000))
    assert "4000 courses were read." in text_of(look_at(visit, many)).replace(",", "")
    assert look_at(visit, b"x" * 11_000_000).status_code == 413


def test_a_moderator_sees_what_waits_and_publishes_it_or_says_why_not(browser, house):
    school, office = browser("key-solar"), browser("key-office")
    where = hand_in(school).url.path
    assert "courses.csv" in text_of(office.get("/provider"))
    unexplained = office.post(where, data={"decision": "return", "why": " "})
    assert (unexplained.status_code, "The provider has to know why." in text_of(unexplained)) == (409, True)
    returned = office.post(where, data={"decision": "return", "why": "Add a price."})
    assert "Add a price." in text_of(returned)
    assert "changes asked for Add a price." in text_of(school.get("/provider"))
    again = hand_in(school, FILE + b"inv,Inverters,Solar School,10\n").url.path
    office.post(again, data={"decision": "approve"})
    assert [record.title for record in house.library.micro_credentials()] == ["Inverters", "Solar panel mounting"]
    assert "Nothing waits for a person." in text_of(office.get("/provider"))
    assert office.post(again, data={"decision": "approve"}).status_code == 409


def test_a_provider_decides_nothing_and_a_moderator_hands_in_nothing(browser):
    school, office = browser("key-solar"), browser("key-office")
    where = hand_in(school).url.path
    assert school.post(where, data={"decision": "approve"}).status_code == 404
    assert look_at(office).status_code == 404
    assert office.get("/provider/file").status_code == 404


COURSE = {"title": "Solar panel mounting", "external_id": "pv", "provider": "Solar School", "hours": "20"}


def test_the_form_asks_for_every_column_of_the_contract(browser):
    page = browser("key-solar").get("/provider/course").text
    asked = set(re.findall(r'name="([a-z_]+)"', page)) - {"viewport", "robots", "color-scheme", "course", "draft", "do"}
    assert sorted(asked) == sorted(
        [
            "external_id",
            "title",
            "description",
            "awarding_body",
            "provider",
            "country",
            "url",
            "learning_outcomes",
            "skills",
            "hours",
            "ects",
            "eqf_level",
            "price",
            "currency",
            "language",
            "mode",
            "schedule",
            "location",
            "start_dates",
            "support",
            "assessment",
            "quality_assurance",
            "prerequisites",
            "stacks_into",
            "supervision",
            "further_information",
        ]
    )
    assert 'value="Solar School"' in page
    assert "0 of 9 of Annex I stated" in page


def test_while_one_writes_the_page_says_what_is_missing_and_how_learners_will_see_it(browser, house):
    visit = browser("key-solar")
    little = visit.post("/provider/course/check", data={"hours": "20"})
    more = visit.post(
        "/provider/course/check", data={**COURSE, "mode": ["online", "onsite"], "price": "50", "currency": "BAM"}
    )
    assert "1 of 9 of Annex I stated" in text_of(little)
    assert "It appears here as soon as there is a title" in text_of(little)
    said = text_of(more)
    assert "3 of 9 of Annex I stated" in said
    assert said.count("Solar panel mounting") == 3
    assert said.count("20 hours · 50 BAM · online") == 2  # in Telegram and on paper
    assert list(house.library.own_courses.all(house.library.accounts.find("Solar School"))) == []


def test_a_draft_is_kept_and_goes_on(browser):
    visit = browser("key-solar")
    kept = visit.post("/provider/course", data={**COURSE, "learning_outcomes": "Mounts\r\nTests", "do": "draft"})
    assert "Solar panel mounting draft" in text_of(kept)
    address = re.search(r'href="(/provider/course\?draft=[^"]+)"', kept.text)[1]
    again = visit.get(address).text
    assert "Mounts\nTests</textarea>" in again
    assert 'name="draft" value="id"' in again
    handed_in = visit.post("/provider/course", data={**COURSE, "draft": "id", "do": "hand-in"})
    assert "A second person looks at it" in text_of(handed_in)
    assert "Solar panel mounting submitted" in text_of(visit.get("/provider"))
    assert "Solar panel mounting draft" not in text_of(visit.get("/provider"))


def test_what_keeps_a_course_out_is_said_at_its_field(browser):
    visit = browser("key-solar")
    answer = visit.post("/provider/course", data={**COURSE, "price": "50", "currency": "XXQ", "do": "hand-in"})
    assert answer.status_code == 422
    assert "Something keeps the course out: see the fields." in text_of(answer)
    field = answer.text[answer.text.index('id="f-currency"') :]
    assert 'aria-invalid="true"' in field[: field.index(">")]
    assert "XXQ" in field[: field.index("</div>")]
    foreign = visit.post("/provider/course", data={**COURSE, "provider": "Other School", "do": "hand-in"})
    assert foreign.status_code == 422


def test_a_published_course_is_changed_and_its_other_offers_stay(browser, house):
    house.library.accounts.trust("solar-school")
    visit = browser("key-solar")
    hand_in(
        visit,
        b"external_id,title,provider,location,price,currency\npv,Solar,Solar School,Tuzla,50,BAM\npv,Solar,Solar School,Zenica,60,BAM\n",
    )
    page = visit.get("/provider/course", params={"course": "solar-school.pv"}).text
    assert 'value="Tuzla"' in page
    changed = {"course": "solar-school.pv", "external_id": "pv", "title": "Solar panels", "provider": "Solar School"}
    visit.post(
        "/provider/course", data={**changed, "location": "Brčko", "price": "70", "currency": "BAM", "do": "hand-in"}
    )
    record = house.library.find("solar-school.pv")
    assert record.title == "Solar panels"
    assert [(one.location, str(one.price.amount)) for one in record.opportunities] == [
        ("Brčko", "70"),
        ("Zenica", "60"),
    ]


def test_nobody_opens_another_providers_course_or_draft(browser):
    school, other = browser("key-solar"), browser("key-other")
    hand_in(school)
    school.post("/provider/course", data={**COURSE, "do": "draft"})
    assert school.get("/provider/course?course=solar-school.pv").status_code == 200
    assert other.get("/provider/course?course=solar-school.pv").status_code == 404
    assert other.get("/provider/course?draft=id").status_code == 404


def published(browser, house, content=FILE):
    house.library.accounts.trust("solar-school")
    visit = browser("key-solar")
    hand_in(visit, content)
    return visit


def test_a_provider_sees_which_wishes_find_a_course_and_what_keeps_it_from_others(browser, house):
    visit = published(
        browser, house, FILE.replace(b"Solar panel mounting", b"Spreadsheets for the office").replace(b"20", b"90")
    )
    said = text_of(visit.get("/provider/found/solar-school.pv"))
    assert "of 100 sample wishes find it among the first 5." in said
    assert (
        "Spreadsheets for the office, at most 20 hours – not kept or not stated: hours in all rank 1 without it" in said
    )
    assert visit.get("/provider/found/other-school.pv").status_code == 404


def test_the_board_of_what_is_missing_hides_small_numbers(browser, house, clock):
    visit = browser("key-solar")
    assert "Nothing to show yet." in text_of(visit.get("/provider/demand"))
    skill = house.library.skills()[0]
    for _ in range(4):
        house.library.demand.note([skill.concept_uri], "BA", clock().date())
    assert "Nothing to show yet." in text_of(visit.get("/provider/demand"))
    house.library.demand.note([skill.concept_uri], "BA", clock().date())
    said = text_of(visit.get("/provider/demand"))
    assert f"{house.library.label(skill.concept_uri, 'en')} BA 5 2026-11" in said


def test_what_is_missing_in_ones_own_field_stands_first(browser, house, clock):
    mine, other = house.library.skills()[:2]
    label = house.library.label(mine.concept_uri, "en")
    visit = published(browser, house, f"title,provider,country,skills\nA course,Solar School,BA,{label}\n".encode())
    for _ in range(5):
        house.library.demand.note([mine.concept_uri, other.concept_uri], "DE", clock().date())
        house.library.demand.note([mine.concept_uri], "BA", clock().date())
    page = text_of(visit.get("/provider/demand"))
    near, elsewhere = page.split("In your field and region", 1)[1].split("Elsewhere", 1)
    assert f"{label} BA 5" in near
    assert f"{label} DE 5" in elsewhere


def test_a_course_has_a_link_a_code_to_scan_and_a_piece_for_ones_own_page(browser, house):
    visit = published(browser, house, FILE.replace(b"Solar panel", b"<b>Solar</b>"))
    page = visit.get("/provider/share/solar-school.pv")
    code = visit.get("/provider/share/solar-school.pv/qr.svg")
    assert "http://testserver/?course=solar-school.pv" in text_of(page)
    assert "<b>Solar" not in page.text
    assert (code.headers["content-type"], code.content[:4]) == ("image/svg+xml", b"<svg")
    assert visit.get("/provider/share/other-school.x/qr.svg").status_code == 404
    asked = browser().get("/?course=solar-school.pv")
    assert "Tell me about “&lt;b&gt;Solar&lt;/b&gt; mounting”.</textarea>" in asked.text
    assert browser().get("/?course=nothing").status_code == 200

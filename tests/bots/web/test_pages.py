"""Does a person get everything in the browser, without any script?"""

import html
import re

import pytest

from advisor.errors import Busy
from advisor.vocabulary.blocks import Choice, NoticeBlock, QuestionBlock, SkillItem, SkillsBlock, TextBlock
from tests.fakes.outspoken_advisor import OutspokenAdvisor, a_step

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def test_the_first_page_is_small_and_strict(web):
    page = web.client.get("/")
    parts = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    sizes = [len(web.client.get(part).content) for part in parts]
    assert page.headers["content-security-policy"] == CSP
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert len(parts) == 3
    assert len(page.content) + sum(sizes) <= 60_000


def test_no_page_holds_a_script_or_style_of_its_own(web):
    web.client.post("/chat", data={"text": "solar"})
    page = web.client.get("/").text
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert "<style" not in page
    assert not re.search(r"\s(style|on[a-z]+)=", re.sub(r'"[^"]*"', '""', page))


def test_a_form_is_answered_by_a_page_that_can_be_loaded_again(web):
    answer = web.client.post(
        "/chat", data={"text": "I want solar work", "client_message_id": "m1"}, follow_redirects=False
    )
    page = web.client.get("/")
    web.client.get("/")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/#latest"
    assert "I want solar work" in page.text
    assert "Your pathway: solar installer" in page.text
    assert web.advisor.taken == ["I want solar work"]


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(web):
    answer = web.client.post("/chat", data={"text": "solar"}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_over_https_the_cookie_is_bound_to_the_host(web_with):
    web = web_with(public_url="https://advice.example")
    answer = web.client.post("/chat", data={"text": "solar"}, follow_redirects=False)
    assert answer.headers["set-cookie"].startswith("__Host-cairn=")
    assert "Secure" in answer.headers["set-cookie"]


def test_a_second_press_of_the_same_form_is_no_second_turn(web):
    for _ in range(2):
        web.client.post("/chat", data={"text": "solar", "client_message_id": "m1"})
    assert web.advisor.taken == ["solar"]


def test_a_form_from_another_site_is_refused(web):
    answer = web.client.post("/chat", data={"text": "solar"}, headers={"Sec-Fetch-Site": "cross-site"})
    old_browser = web.client.post("/chat", data={"text": "solar"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == old_browser.status_code == 403
    assert web.advisor.taken == []


def test_another_site_cannot_use_the_cookie_on_the_api(web):
    web.client.post("/chat", data={"text": "solar"})
    identifier = web.client.post("/chat/open").json()["conversation"]
    address = f"/v1/conversations/{identifier}"
    foreign = web.client.delete(address, headers={"Sec-Fetch-Site": "cross-site"})
    own = web.client.delete(address, headers={"Sec-Fetch-Site": "same-origin"})
    assert (foreign.status_code, own.status_code) == (404, 204)


def test_every_kind_of_block_is_shown(web):
    web.client.post("/chat", data={"text": "solar"})
    page = html.unescape(web.client.get("/").text)
    for shown in (
        "I am a computer program, not a person.",
        "6 hours a week",
        "You said:",
        "Two short courses lead to solar work.",
        "Weeks 1 to 4",
        "Solar School (demo)",
        "awarded by Chamber of Crafts Tuzla (demo)",
        "free of charge",
        "hours not stated",
        "price not stated",
        "Practical test on a model roof",
        "Renewable energy technician",
        "language of teaching: bosanski → bosanski, English: 3 more courses",
        "As a table",
        "Mounts panels on a pitched roof and secures the place of work.",
        "seen on 2026-11-01",
        "Yes, send it",
        "In which language would you like to learn?",
        "I know 3 of 5 things",
        "demonstration",
    ):
        assert shown in page


def test_a_choice_is_a_button_and_shows_its_label_afterwards(web):
    web.client.post("/chat", data={"text": "solar"})
    assert '<button name="choice" value="c-bs">bosanski</button>' in web.client.get("/").text
    web.client.post("/chat", data={"choice": "c-bs"})
    page = web.client.get("/").text
    assert '<p dir="auto">bosanski</p>' in page
    assert page.count('value="c-bs"') == 1


HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}${7*7}"


def test_hostile_words_stay_words(web_with):
    blocks = (
        TextBlock(text=HOSTILE),
        NoticeBlock(kind="ai", text=HOSTILE),
        QuestionBlock(slot="goal", text=HOSTILE, choices=(Choice(id=HOSTILE, label=HOSTILE),)),
    )
    web = web_with(advisor=OutspokenAdvisor(blocks=blocks))
    web.client.post("/chat", data={"text": HOSTILE})
    page = web.client.get("/").text
    assert "<img" not in page
    assert page.count("{{7*7}}${7*7}") == 7
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") == 7


def test_only_web_addresses_become_links(web):
    web.client.post("/chat", data={"text": "solar"})
    page = web.client.get("/").text
    assert 'href="https://solar-school.example/pv-1"' in page
    assert 'href="javascript:' not in page


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a b", "HTTPS"]
)
def test_what_is_no_web_address_is_shown_as_text(address):
    from bots.web.rendering import is_web_address

    assert not is_web_address(address)


def test_too_much_and_nothing_are_said_and_what_was_written_stays(web):
    nothing = web.client.post("/chat", data={"text": "  "})
    much = web.client.post("/chat", data={"text": "b" * 4001})
    assert (nothing.status_code, much.status_code) == (422, 422)
    assert 'role="alert">Write something first.</p>' in nothing.text
    assert "b" * 4001 in much.text


def test_a_busy_adviser_is_told_and_the_words_are_kept_in_the_box(web_with):
    web = web_with(advisor=OutspokenAdvisor(failure=Busy("Too many at once.", "Wait.")))
    answer = web.client.post("/chat", data={"text": "my words"})
    assert answer.status_code == 503
    assert "Too many at once." in answer.text
    assert "my words</textarea>" in answer.text


def test_deleting_leaves_nothing_and_the_page_begins_anew(web):
    web.client.post("/chat", data={"text": "my secret wish"})
    assert "my secret wish" in web.client.get("/chat/export").text
    answer = web.client.post("/chat/leave", data={"erase": "true"})
    assert "Everything is deleted." in answer.text
    assert "my secret wish" not in web.client.get("/").text
    assert web.advisor.store._conversations == {}


def test_a_new_conversation_forgets_nothing_on_the_server(web):
    web.client.post("/chat", data={"text": "solar"})
    web.client.post("/chat/leave")
    assert web.client.get("/chat/export").status_code == 404
    assert len(web.advisor.store._conversations) == 1


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("bs-BA,bs;q=0.9,en;q=0.8", "bs"),
        ("fr,th;q=0.3,de;q=0.7", "de"),
        ("xx", "en"),
        ("", "en"),
        (";;q=,de;q=x", "en"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser(web, header, language):
    page = web.client.get("/", headers={"Accept-Language": header})
    assert f'<html lang="{language}" dir="ltr">' in page.text


def test_the_chosen_language_stays_and_goes_to_the_adviser(web):
    web.client.post("/chat/language", data={"language": "sq"})
    web.client.post("/chat", data={"text": "solar"})
    (held,) = web.advisor.store._conversations.values()
    assert '<html lang="sq" dir="ltr">' in web.client.get("/").text
    assert held.language == "en"  # what the adviser answered in, last


def test_an_unknown_language_changes_nothing(web):
    answer = web.client.post("/chat/language", data={"language": "<b>"}, follow_redirects=False)
    assert answer.status_code == 303
    assert "set-cookie" not in answer.headers


def test_a_long_history_is_folded(web_with):
    web = web_with(advisor=OutspokenAdvisor(blocks=(TextBlock(text="ok"),)))
    for number in range(43):
        web.client.post("/chat", data={"text": f"message {number:02}"})
    page, whole = web.client.get("/").text, web.client.get("/?whole=true").text
    assert "Show 3 earlier messages" in page
    assert "message 02" not in page
    assert "message 03" in page
    assert "message 02" in whole


def test_a_piece_of_the_page_holds_the_newer_turns_only(web):
    web.client.post("/chat", data={"text": "beginning"})
    web.client.post("/chat", data={"text": "second"})
    piece = web.client.get("/chat/turns?after=1").text
    assert "second" in piece
    assert "beginning" not in piece
    assert "<html" not in piece


def test_a_wrong_address_is_a_page_for_people_and_a_problem_for_programs(web):
    page = web.client.get("/nowhere", headers={"Accept": "text/html"})
    problem = web.client.get("/nowhere")
    assert page.status_code == problem.status_code == 404
    assert "There is nothing here." in page.text
    assert problem.headers["content-type"] == "application/problem+json"


def test_static_files_are_kept_for_ever_under_their_hash_only(web):
    (address,) = re.findall(r'src="(/static/chat\.js\?v=[^"]+)"', web.client.get("/").text)
    assert "immutable" in web.client.get(address).headers["cache-control"]
    assert web.client.get("/static/chat.js").headers["cache-control"] == "no-cache"
    assert web.client.get("/static/..%2fchat.py").status_code == 404


def test_a_step_says_first_hours_then_price():
    from bots.wording import facts

    assert facts("en", a_step())[:3] == [("24 hours", True), ("free of charge", True), ("online", True)]


def test_each_skill_that_was_read_can_be_denied_where_it_stands(web_with):
    asked = SkillsBlock(
        items=(
            SkillItem(uri="urn:weld", label="weld", confidence=1, evidence="welder", confirmed=False),
            SkillItem(uri="urn:cut", label="cut metal", confidence=1, evidence="welder", confirmed=False),
        ),
        choices=(
            Choice(id="yes", label="Yes, that is right", action='fact:held_skill="urn:weld"'),
            Choice(id="no", label="Not true: weld", action='fact:not_held="urn:weld"'),
        ),
    )
    web = web_with(advisor=OutspokenAdvisor(blocks=(asked,)))
    page = html.unescape(web.client.post("/chat", data={"text": "I was a welder"}).text)
    rows = re.findall(r"<li>.*?</li>", page[page.index('class="skills"') :], re.DOTALL)
    assert ['name="choice" value="no"' in row for row in rows[:2]] == [True, False]
    assert page.count('value="no"') == 1
    assert page.count('value="yes"') == 1


def test_beside_words_of_help_nothing_is_counted_and_no_marks_are_asked_for(web_with):
    help_ = (
        NoticeBlock(kind="crisis", text="Please talk to somebody now."),
        QuestionBlock(slot="goal", text="A person?"),
    )
    page = (
        web_with(advisor=OutspokenAdvisor(blocks=help_)).client.post("/chat", data={"text": "I cannot any more"}).text
    )
    assert "Please talk to somebody now." in page
    assert "things that make the advice better" not in page
    assert "Helpful" not in page


def test_people_get_a_page_where_nothing_is_and_programs_the_problem(web):
    seen = web.client.get("/s/not-there", headers={"Accept": "text/html"})
    told = web.client.get("/s/not-there", headers={"Accept": "application/json"})
    assert (seen.status_code, told.status_code) == (404, 404)
    assert "<main" in seen.text
    assert told.json()["detail"] == "There is nothing here."

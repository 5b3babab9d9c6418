"""Does a shared plan hold nothing of the learner, end by itself, and end when it is taken back?"""

import re

import pytest

from advisor.vocabulary.blocks import PathwayBlock
from advisor.vocabulary.learner import Goal
from bots.web.sharing import redacted
from tests.fakes.outspoken_advisor import a_pathway, a_step

RECEIPT = "ab" * 32
WORDS = "my mother is ill and I want solar"


def share(web):
    web.client.post("/chat", data={"text": WORDS})
    made = web.client.post("/chat/share", data={"receipt": RECEIPT})
    return re.search(r'value="http://testserver(/s/[A-Za-z0-9_-]{43})"', made.text)[1]


def test_a_shared_plan_shows_the_steps_and_none_of_the_learners_words(web):
    link = share(web)
    web.client.cookies.clear()
    page = web.client.get(link)
    assert page.status_code == 200
    assert "Grid connection for small plants" in page.text
    assert "solar installer" not in page.text  # named by words only: those words may be the learner's
    for private in (WORDS, RECEIPT, "hours_per_week", "does not fit", "advise customers", "<form"):
        assert private not in page.text
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in page.text


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".json", "application/json"),
        (".ctdl.json", "application/ld+json"),
        (".ics", "text/calendar; charset=utf-8"),
        (".pdf", "application/pdf"),
    ],
)
def test_what_can_be_saved_from_it_tells_no_more_than_the_page(web, ending, kind):
    link = share(web)
    web.client.cookies.clear()
    saved = web.client.get(link + ending)
    assert saved.headers["content-type"] == kind
    assert saved.headers["x-robots-tag"] == "noindex, nofollow"
    assert RECEIPT.encode() not in saved.content
    assert b'"text":"solar panels"' not in saved.content


def test_a_link_works_for_thirty_days(web):
    link = share(web)
    web.clock.move(days=29, hours=23)
    assert web.client.get(link).status_code == 200
    web.clock.move(hours=2)
    assert web.client.get(link).status_code == 404


def test_a_link_is_taken_back_from_the_plan(web):
    link = share(web)
    assert "A link to this plan works until 2026-12-22." in web.client.get("/").text
    web.client.post("/chat/share", data={"receipt": RECEIPT, "withdraw": "true"})
    assert web.client.get(link).status_code == 404
    assert "Share this plan" in web.client.get("/").text


def test_a_new_link_ends_the_one_before(web):
    first, second = share(web), share(web)
    assert (web.client.get(first).status_code, web.client.get(second).status_code) == (404, 200)


def test_erasing_the_conversation_ends_what_it_shared(web):
    link = share(web)
    web.client.post("/chat/leave", data={"erase": "true"})
    assert web.client.get(link).status_code == 404


def test_nobody_shares_a_plan_that_they_were_not_shown_and_no_other_site_does(web):
    web.client.post("/chat", data={"text": "solar"})
    foreign = web.client.post("/chat/share", data={"receipt": RECEIPT}, headers={"Sec-Fetch-Site": "cross-site"})
    unknown = web.client.post("/chat/share", data={"receipt": "cd" * 32}, follow_redirects=False)
    assert foreign.status_code == 403
    assert (unknown.status_code, unknown.headers["location"]) == (303, "/")


@pytest.mark.parametrize("token", ["a" * 43, "a", "a" * 44, "..%2f..", "%00"])
def test_a_guessed_link_shows_nothing(web, token):
    assert web.client.get(f"/s/{token}").status_code == 404


def test_what_was_known_by_words_only_is_left_out():
    words = a_step(closes=(), requires=("text:my mother", "cairn:x"))
    way = PathwayBlock(**{**a_pathway().model_dump(), "goal": Goal(text="help my mother"), "steps": (words,)})
    left = redacted(way)
    assert (left.goal, left.goal_label) == (Goal(), "")
    assert left.steps[0].requires == ("cairn:x",)
    assert (left.gap.required, left.constraints, left.uncovered, left.steps[0].reasons) == ((), (), (), ())


def test_a_thumb_is_kept_with_the_answers_id_and_a_reason_of_the_list(web):
    web.client.post("/chat", data={"text": "solar"})
    (conversation,) = web.advisor.store._conversations
    answer = web.client.post("/chat/thumb", data={"message": "r-1", "thumb": "wrong"}, follow_redirects=False)
    assert answer.status_code == 303
    assert web.app.state.kept.marks(conversation) == {"r-1": ("down", "wrong")}
    assert "Thank you. Something is wrong" in web.client.get("/").text
    assert 'cairn_thumbs_total{reason="wrong",thumb="down"} 1' in web.app.state.front.counters.text({})


@pytest.mark.parametrize("data", [{"message": "r-9", "thumb": "up"}, {"message": "r-1", "thumb": "my own words"}, {}])
def test_no_other_thumb_is_kept(web, data):
    web.client.post("/chat", data={"text": "solar"})
    (conversation,) = web.advisor.store._conversations
    assert web.client.post("/chat/thumb", data=data).status_code == 404
    assert web.app.state.kept.marks(conversation) == {}


def test_erasing_leaves_no_thumb(web):
    web.client.post("/chat", data={"text": "solar"})
    (conversation,) = web.advisor.store._conversations
    web.client.post("/chat/thumb", data={"message": "r-1", "thumb": "up"})
    web.client.post("/chat/leave", data={"erase": "true"})
    assert web.app.state.kept.marks(conversation) == {}


def test_the_export_names_what_was_shared_and_thought(web):
    share(web)
    web.client.post("/chat/thumb", data={"message": "r-1", "thumb": "up"})
    held = web.client.get("/chat/export").json()
    assert held["shared_plans"] == [{"receipt": RECEIPT, "until": "2026-12-22"}]
    assert held["thumbs"] == [{"message": "r-1", "thumb": "up", "reason": ""}]

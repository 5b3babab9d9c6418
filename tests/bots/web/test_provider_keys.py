"""Does each program of a provider get a key of its own, shown once, that can be taken away?"""

import re

import pytest

from bots.web.app import create_app
from tests.bots.web.house import Clock
from tests.bots.web.provider_house import HEAD, ROWS, Browsers, close, open_house, text_of


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def house(tmp_path, clock):
    opened = open_house(tmp_path, clock)
    yield opened
    close(opened)


@pytest.fixture
def browser(house, clock):
    opened = Browsers(create_app(house, clock, lambda: "id"))
    yield opened
    opened.close()


def make(visit, name="The website"):
    answer = visit.post("/provider/keys", data={"name": name})
    found = re.search(r'id="made">(cairn_[\w-]{43})<', answer.text)
    return found[1] if found else text_of(answer)


def hand_in(client, key):
    file = {"file": ("c.csv", (HEAD + ROWS).encode())}
    return client.post("/v1/submissions", files=file, headers={"Authorization": f"Bearer {key}"}).status_code


def test_a_key_is_shown_once_and_hands_in_courses(browser, house, clock):
    visit = browser("key-solar")
    assert "There is no further key." in text_of(visit.get("/provider/keys"))

    key = make(visit)
    unused = text_of(visit.get("/provider/keys"))
    clock.move(days=3)
    answered = hand_in(browser(), key)
    used = visit.get("/provider/keys")

    assert "The website made on 2026-11-22 · never used" in unused
    assert key not in unused
    assert answered == 201
    assert len(house.library.micro_credentials()) == 2
    late = browser("key-solar").get("/provider/keys")
    assert "last used on 2026-11-25" in text_of(late)
    assert key not in late.text
    assert "Your provider's key" in text_of(used)  # the session of twelve hours has ended meanwhile


def test_a_revoked_key_lets_nobody_in_and_ends_what_was_begun_with_it(browser, house):
    visit = browser("key-solar")
    key = make(visit)
    inside = browser(key)
    assert "Courses" in text_of(inside.get("/provider"))

    visit.post(f"/provider/keys/{house.library.accounts.keys('solar-school')[0].id}/revoke")

    assert hand_in(browser(), key) == 401
    assert "Your provider's key" in text_of(inside.get("/provider"))
    assert "No course of yours is here yet." in text_of(visit.get("/provider"))
    assert house.library.accounts.keys("solar-school") == []


def test_nobody_sees_or_revokes_another_providers_keys(browser, house):
    make(browser("key-solar"), "Our secret program")
    other = browser("key-other")
    identifier = house.library.accounts.keys("solar-school")[0].id
    assert "Our secret program" not in other.get("/provider/keys").text
    assert other.post(f"/provider/keys/{identifier}/revoke").status_code == 404
    assert browser("key-office").get("/provider/keys").status_code == 404
    assert len(house.library.accounts.keys("solar-school")) == 1


def test_a_key_without_a_name_and_one_too_many_are_refused_with_a_sentence(browser):
    visit = browser("key-solar")
    assert "A key needs a name." in make(visit, " ")
    for number in range(10):
        make(visit, f"Program {number}")
    assert "You have 10 keys already. Revoke one that is no longer used first." in make(visit, "One more")


def test_only_hashes_are_kept_and_removing_the_provider_removes_its_keys(browser, house, tmp_path):
    key = make(browser("key-solar"))
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert key.encode() not in kept
    house.library.accounts.remove("Solar School")
    assert house.library.accounts.holder(key) is None

"""Do the limits hold, per conversation and per network, and can they be lifted?"""

from datetime import UTC, datetime, timedelta

import pytest

from bots.web.limits import Limits, Rule, TooMany, address_prefix

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TWO_A_MINUTE = Rule("messages a minute", 2, timedelta(minutes=1))


def test_a_window_slides_with_the_clock():
    limits = Limits()
    limits.count(TWO_A_MINUTE, "c1", NINE)
    limits.count(TWO_A_MINUTE, "c1", NINE + timedelta(seconds=40))
    with pytest.raises(TooMany) as refused:
        limits.count(TWO_A_MINUTE, "c1", NINE + timedelta(seconds=50))
    limits.count(TWO_A_MINUTE, "c2", NINE + timedelta(seconds=50))
    limits.count(TWO_A_MINUTE, "c1", NINE + timedelta(seconds=60))
    assert refused.value.retry_after == 11


def test_a_repetition_of_the_same_message_is_no_second_use():
    limits = Limits()
    for _ in range(5):
        limits.count(TWO_A_MINUTE, "c1", NINE, same="m1")
    limits.count(TWO_A_MINUTE, "c1", NINE, same="m2")
    with pytest.raises(TooMany):
        limits.count(TWO_A_MINUTE, "c1", NINE, same="m3")


def test_zero_is_no_limit():
    limits = Limits()
    for _ in range(1000):
        limits.count(Rule("messages a minute", 0, timedelta(minutes=1)), "c1", NINE)


@pytest.mark.parametrize(
    ("host", "prefix"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff:3::4", "2001:db8:1:200::/56"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/56"),
        ("testclient", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_address_counts_as_its_network(host, prefix):
    assert address_prefix(host) == prefix


def test_too_many_messages_are_told_when_to_come_back(web_with):
    web = web_with(limit_messages_per_minute=2)
    where = web.start()
    statuses = [web.say(f"text {number}", where).status_code for number in range(3)]
    refused = web.say("one more", where)
    web.clock.move(minutes=1)
    assert statuses == [200, 200, 429]
    assert refused.headers["retry-after"] == "61"
    assert refused.json()["hint"] == "Try again in 61 seconds."
    assert web.say("later", where).status_code == 200


def test_asking_again_for_the_same_answer_is_never_refused(web_with):
    web = web_with(limit_messages_per_minute=1)
    where = web.start()
    assert [web.say("solar", where, client_message_id="m1").status_code for _ in range(3)] == [200, 200, 200]


def test_new_conversations_are_limited_per_network_whatever_the_forwarded_header_says(web_with):
    web = web_with(limit_conversations_per_hour=2)
    statuses = [
        web.client.post("/v1/conversations", headers={"X-Forwarded-For": f"198.51.{number}.1"}).status_code
        for number in range(3)
    ]
    page = web.client.post("/chat", data={"text": "solar"})
    assert statuses == [201, 201, 429]
    assert page.status_code == 429
    assert "Please wait a moment" in page.text
    assert "solar</textarea>" in page.text


def test_look_ups_are_limited_too(web_with):
    web = web_with(limit_messages_per_minute=1)
    statuses = [web.client.get("/v1/search?q=solar").status_code for _ in range(7)]
    assert statuses == [200, 200, 200, 200, 200, 200, 429]

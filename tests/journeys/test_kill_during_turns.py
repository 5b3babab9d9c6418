"""Is an acknowledged turn ever lost, doubled or out of order when the server is killed in the middle?"""

import random
import threading
import time

import httpx
import pytest

from tests.journeys.running_server import Visitor, a_running_server

CONVERSATIONS = 10
TURNS_EACH = 20
KILLS = 4
WORDS = (
    "I want to work with solar panels",
    "6 hours a week",
    "it must be free",
    "online please",
    "What is a micro-credential?",
)


class PatientVisitor(Visitor):
    """Sends each message until it is acknowledged, with the same id, and notes what was acknowledged."""

    def __init__(self, place):
        super().__init__(place["address"])
        self.place = place
        self.acknowledged = []

    def say_all(self, number):
        for turn in range(TURNS_EACH):
            text = f"{WORDS[turn % len(WORDS)]} ({number}.{turn})"
            reply = self._until_acknowledged({"text": text, "client_message_id": f"m-{turn:03}"})
            self.acknowledged.append((f"m-{turn:03}", text, reply["message"]))

    def _until_acknowledged(self, body):
        for _ in range(600):
            self.moved_to(self.place["address"])
            try:
                return self.post(f"/v1/conversations/{self.conversation}/messages", body)
            except (httpx.TransportError, httpx.HTTPStatusError):
                time.sleep(0.2)
        raise AssertionError("the server did not come back")


@pytest.mark.timeout(420)
def test_no_acknowledged_turn_is_lost_or_doubled_by_kill_9(tmp_path):
    chance = random.Random(7)
    settings = {"LIMIT_MESSAGES_PER_DAY": "0", "INDEX": "memory:"}
    with a_running_server(tmp_path, settings) as server:
        place = {"address": server.address}
        visitors = [PatientVisitor(place) for _ in range(CONVERSATIONS)]
        threads = [threading.Thread(target=visitor.say_all, args=(n,)) for n, visitor in enumerate(visitors)]
        for thread in threads:
            thread.start()

        kills = 0
        while kills < KILLS and any(thread.is_alive() for thread in threads):
            time.sleep(chance.uniform(0.5, 1.5))
            server.kill()
            place["address"] = server.start().address
            kills += 1
        for thread in threads:
            thread.join()

        kept = [
            v.get(f"/v1/conversations/{v.conversation}").raise_for_status().json()["turns"]
            for v in visitors
            if not v.moved_to(server.address)
        ]

    assert kills >= 1
    for visitor, turns in zip(visitors, kept, strict=True):
        assert [(t["client_message_id"], t["text"], t["reply"]["message"]) for t in turns] == visitor.acknowledged
        assert len(turns) == TURNS_EACH

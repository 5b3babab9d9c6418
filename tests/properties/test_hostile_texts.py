"""Does text that instructs, programs or breaks things change nobody's pathway, wherever it stands?"""

import json
import random
import re

import pytest

from advisor.reading.rules import RulesReader
from knowledge.vocabulary.credential import LearningOutcome
from tests.fakes.advice import Talk, an_advisor, blocks, notices
from tests.fakes.talking_library import COURSES, TalkingLibrary

pytestmark = pytest.mark.shared
WISH = "I want to work with solar panels, free, 5 hours a week, in English."
CORPORA = ("bipia_train", "sqli", "naughty_strings", "unicode_hostile", "giskard_injections")
INSTRUCTING = ("bipia_train", "sqli", "giskard_injections")
"""The others hold honest wishes in odd characters, and single words and sums that may answer our question."""
DRAWN = 10
"""Texts of each corpus, the same ones every time."""
LONGEST = 1_500
LIMITS = {"hours_per_week": 5.0, "max_price": {"amount": 0.0}, "languages": ("en",)}


def drawn(folder, corpus):
    """Draw by a fixed seed, so that a failure can be repeated."""
    lines = (folder / "data" / "hostile" / f"{corpus}.jsonl").read_text("utf-8").splitlines()
    texts = [text for line in lines if (text := json.loads(line)["text"]).strip()]
    return [text[:LONGEST] for text in random.Random(20261122).sample(texts, min(DRAWN, len(texts)))]


def talk(library=None):
    library = library or TalkingLibrary()
    return Talk(an_advisor(library=library, reader=RulesReader(library)))


def plan(reply):
    """Give the courses in their order with hours, price and weeks."""
    found = blocks(reply, "pathway")
    return [([step.micro_credential_id for step in each.steps], each.totals) for each in found]


def limits(reply):
    return reply.profile.constraints.model_dump(exclude_defaults=True)


def written(reply):
    """Give all that is said in words of our own."""
    return " ".join(block.text for block in reply.blocks if hasattr(block, "text"))


def is_stopped(reply):
    """Say whether the reply says that it stops here, or takes the words for those of a person in danger."""
    return bool({"boundary", "off_topic", "minor", "crisis"} & set(notices(reply)))


@pytest.mark.parametrize("corpus", INSTRUCTING)
def test_a_message_of_hostile_text_leaves_the_plan_as_it_stands(shared_data, corpus):
    changed = []
    for text in drawn(shared_data, corpus):
        conversation = talk()
        before = conversation.say(WISH)

        told = conversation.say(text)
        after = conversation.say("/plan")

        same = plan(after) == plan(before) and limits(after) == LIMITS
        same = same and after.profile.goal.model_dump() == before.profile.goal.model_dump()
        links = re.findall(r"https?://[^\s)\"]+|[\w.]+@[\w.]+\.\w+", written(told))
        if "crisis" not in notices(told) and (not same or [x for x in links if x not in str(before)]):
            changed.append(text)

    assert changed == []


@pytest.mark.parametrize("corpus", INSTRUCTING)
def test_hostile_text_behind_a_wish_changes_nothing_of_it_or_is_stopped(shared_data, corpus):
    changed = []
    for text in drawn(shared_data, corpus):
        reply = talk().say(f"{WISH} {text}")

        same = limits(reply) == LIMITS and [ids for ids, _ in plan(reply)] == [["pv-1"]]
        if not same and not is_stopped(reply):
            changed.append(text)

    assert changed == []


@pytest.mark.parametrize("corpus", CORPORA)
def test_hostile_text_in_a_course_changes_no_pathway_and_is_nowhere_obeyed(shared_data, corpus):
    harmless = talk().say(WISH)
    changed = []
    for text in drawn(shared_data, corpus):
        poisoned = COURSES[0].model_copy(
            update={"outcomes": (*COURSES[0].outcomes, LearningOutcome(text=text)), "description": text}
        )

        reply = talk(TalkingLibrary((poisoned, *COURSES[1:]))).say(WISH)

        if plan(reply) != plan(harmless) or written(reply) != written(harmless):
            changed.append(text)

    assert changed == []

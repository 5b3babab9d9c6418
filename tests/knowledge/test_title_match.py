"""Is a description that belongs to another course noticed, and every other one left alone?"""

import numpy as np

from knowledge.submissions.title_match import FIELDS, mismatched, shares_no_word
from tests.builders import a_micro_credential

BAKING = (
    "Participants knead, proof and bake wheat and rye loaves, keep the oven and the counter clean, calculate prices and "
    "serve guests. At the end they bake a whole morning's range alone."
)
WELDED = "Participants join steel plates by arc, read a drawing and test each weld. " * 3


def field_vectors(points):
    """Embed by hand: each text points to one field, as far as `points` knows it, else to all of them a little."""

    def embed(texts):
        rows = np.full((len(texts), len(FIELDS)), 0.01, np.float32)
        for row, text in enumerate(texts):
            known = FIELDS.index(text) if text in FIELDS else points.get(text[:12])
            if known is not None:
                rows[row, known] = 1.0
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    return embed


def codes(record, embed):
    return [(one.row, one.code) for one in mismatched([(9, record)], embed)]


def test_words_and_meaning_that_both_disagree_are_a_warning():
    record = a_micro_credential(title="Welding for shipyards", description=BAKING)
    embed = field_vectors({"Welding for ": 0, "Participants": 8})
    (found,) = mismatched([(9, record)], embed)
    assert (found.row, found.code, found.level) == (9, "title_against_description", "warning")
    assert "Welding and metalwork / Cooking and pastry" in found.message
    assert found.evidence.startswith("Participants knead")


def test_a_word_that_comes_back_is_enough():
    record = a_micro_credential(title="Welding for shipyards", description=WELDED)
    assert not shares_no_word(record)
    assert codes(record, field_vectors({"Welding for ": 0, "Participants": 8})) == []


def test_the_same_meaning_in_other_words_is_enough():
    record = a_micro_credential(title="Patisserie", description=BAKING)
    assert shares_no_word(record)
    assert codes(record, field_vectors({"Patisserie": 8, "Participants": 8})) == []


def test_a_title_without_a_clear_meaning_is_left_alone():
    record = a_micro_credential(title="Tomorrow matters", description=BAKING)
    assert codes(record, field_vectors({"Participants": 8})) == []


def test_nothing_is_claimed_without_an_embedder():
    record = a_micro_credential(title="Welding for shipyards", description=BAKING)
    assert list(mismatched([(9, record)], None)) == []


def test_short_descriptions_empty_titles_and_abbreviations_are_no_suspects():
    assert not shares_no_word(a_micro_credential(title="Welding", description="You bake bread."))
    assert not shares_no_word(a_micro_credential(title="Basic course", description=BAKING))
    heating = (
        "Learners install heating, ventilation and air conditioning, measure the flow and balance each branch. " * 2
    )
    assert not shares_no_word(a_micro_credential(title="HVAC", description=heating))
    electro = "Learners record an electrocardiogram, place the leads and tell a normal curve from an urgent one. " * 2
    assert not shares_no_word(a_micro_credential(title="ECG", description=electro))
    assert shares_no_word(a_micro_credential(title="Welding for shipyards", description=BAKING))

"""Is every stage of a turn told in the language of whoever reads it?"""

import pytest

from advisor.vocabulary.conversation import Stage
from bots.stage_names import DISTRESS, PARTS, READERS, SUBJECTS, TITLES
from bots.stages_told import left_open, lines_of, title_of
from tests.house_rules.test_languages import LANGUAGES, catalogue

READ = {
    "intent": "advice", "language": "bs", "unread": ["ajme"],
    "facts": [{"slot": "max_price", "value": {"amount": 0}, "words": "besplatno", "by": "rules", "confirmed": False}],
}  # fmt: skip


def test_what_was_read_is_told_in_the_language_of_the_page():
    stage = Stage(stage="reading", value=READ)

    assert title_of(stage, "de") == "verstanden"
    assert lines_of(stage, "de") == [
        "Rat, Sprache bs",
        'Preis = {"amount": 0}  ← “besplatno” (nach Regeln, noch zu bestätigen)',
        "nicht verstanden: ajme",
    ]


def test_what_could_be_chosen_is_told_with_what_it_does_not_state():
    value = {
        "within_the_limits": 212, "not_stated": {"eqf_level": 37, "price": 0, "hours": 1},
        "best": [["pv", "pv-1", 0.5]], "left_out": [["dear", ["max_price"]], ["both", []]],
    }  # fmt: skip

    assert lines_of(Stage(stage="candidates", value=value)) == [
        "212 offers within the limits",
        "37 of 212 offers considered state no EQF level.",
        "1 of 212 offers considered state no hours.",
        "pv (pv-1): closes 50 % of the gap",
        "left out: dear (price)",
        "left out: both (only several limits together)",
    ]


def test_a_turn_from_before_that_was_counted_is_told_without_it():
    value = {"within_the_limits": 2, "best": [], "left_out": []}

    assert lines_of(Stage(stage="candidates", value=value)) == ["2 offers within the limits"]
    assert left_open({}, 2, "en") == []


def test_where_every_offer_states_everything_that_is_said():
    stated = {"eqf_level": 0, "price": 0, "hours": 0}

    assert left_open(stated, 9, "en") == ["9 offers considered; all state level, price and hours."]


def test_the_plan_is_told_with_its_proof():
    value = {
        "kind": "recommended", "receipt": "a" * 64, "catalogue_version": 7, "steps": ["pv"], "assumptions": [],
        "coverage": {"essential": 0.67, "optional": 1.0}, "proof": {"optimal": False, "gap": 0.012},
        "limits": [{"name": "max_price", "wanted": "0", "got": "0", "met": True}],
    }  # fmt: skip

    assert lines_of(Stage(stage="planning", value=value), "bs") == [
        "recommended: pv",
        "pokriva 67 % neophodnih vještina",
        "unutar 1.2 % od najboljeg",
        "cijena: besplatno → besplatno",
        "verzija kataloga 7, potvrda aaaaaaaaaaaaaaaa…",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_stage_a_move_and_a_reader_is_translated(language):
    known = catalogue(language)
    names = {name for table in (TITLES, DISTRESS, SUBJECTS, READERS, PARTS) for name in table.values()}

    assert sorted(name for name in names if not known.get(name)) == []


def test_every_move_and_every_intent_has_a_name():
    from advisor.dialogue import Move
    from advisor.vocabulary.conversation import Intent

    assert [each.value for each in (*Move, *Intent) if each.value not in SUBJECTS] == []

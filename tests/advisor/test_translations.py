"""Is a sentence said in the learner's language, with the right form for its number?"""

import ast
from pathlib import Path

import pytest

from advisor.translations import LATIN_SERBIAN, catalogue, count, in_figures, languages, translate

ROOMS = [Path(__file__).parents[2] / room for room in ("advisor",)]


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 hour"),
        ("en", 2.5, "2.5 hours"),
        ("bs", 1, "1 sat"),
        ("bs", 3, "3 sata"),
        ("bs", 11, "11 sati"),
        ("bs", 22, "22 sata"),
        ("bs", 2.5, "2,5 sata"),
        ("sr", 5, "5 сати"),
        (LATIN_SERBIAN, 5, "5 sati"),
        ("mk", 21, "21 час"),
        ("de", 1, "1 Stunde"),
        ("id", 1, "1 jam"),
        ("th", 7, "7 ชั่วโมง"),
        ("xx", 2, "2 hours"),
    ],
)
def test_a_number_takes_the_form_of_its_language(language, number, said):
    assert count(language, "{n} hour|{n} hours", number) == said


def test_a_language_without_a_catalogue_hears_english():
    assert translate("fr", "Skip") == "Skip"
    assert translate("../../etc/passwd", "Skip") == "Skip"


def test_braces_in_a_value_are_no_placeholders():
    assert translate("de", "goal: {name}", name="{n} {0}") == "Ziel: {n} {0}"


def test_figures_follow_the_language():
    assert [in_figures(tag, 1.5) for tag in ("en", "de", "th")] == ["1.5", "1,5", "1.5"]
    assert in_figures("en", 20.0) == "20"
    assert [in_figures(tag, 500000) for tag in ("en", "id")] == ["500,000", "500.000"]
    assert in_figures("de", 1500) == "1500"


def test_ten_languages_are_there():
    assert languages() == ("bs", "de", "en", "hr", "id", "mk", "ms", "sq", "sr", "th")


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_every_message_that_the_code_says_is_in_the_catalogues(room):
    known = catalogue("en")

    said = {message for file in room.rglob("*.py") for message in messages_of(file)}

    assert len(said) > 50
    assert sorted(said - set(known)) == []


def messages_of(file):
    """List the texts that are given to translate() or count() directly, or by a constant of the module."""
    tree = ast.parse(file.read_text("utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"translate", "count"} and len(node.args) > 1:
            message = node.args[1]
            if isinstance(message, ast.Constant):
                yield message.value
            elif isinstance(message, ast.Name) and message.id in constants:
                yield constants[message.id]


def test_words_that_stand_in_tables_are_in_the_catalogues_too():
    from advisor import answering, handoff_wording, limit_names
    from advisor.writing import questions, templates, words

    texts = [text for name, text in vars(templates).items() if name.isupper() and isinstance(text, str)]
    tables = (
        limit_names.MODES,
        words.TIMES,
        words.NEEDS,
        limit_names.LIMITS,
        questions.WORDS,
        handoff_wording.MESSAGES,
    )
    said = {
        *texts,
        *questions.GOALS,
        *(whom for _, whom in answering.WHOM),
        *(t for table in tables for t in table.values()),
    }

    assert sorted(said - set(catalogue("en"))) == []

"""Does every language model answer piece by piece, whatever engine stands behind it?"""

import pytest

from advisor.language_models import ChatModel, ModelChoice
from knowledge.errors import MissingExtra
from tests.fakes.lying_model import LyingModel, reading

SCHEMA = {"type": "object", "properties": {"language": {"type": "string"}}}


@pytest.fixture
def model():
    return ChatModel(ModelChoice("scripted:one"), LyingModel(mode="", answers={"Read": reading(("goal", "solar"))}))


def test_the_answer_comes_in_pieces(model):
    pieces = list(model.answer("Read this", "I want solar", SCHEMA, 100))

    assert len(pieces) > 3
    assert "".join(pieces) == '{"language": "en", "statements": [{"about": "goal", "words": "solar"}]}'


def test_it_is_known_by_the_name_of_the_settings(model):
    assert model.name == "scripted:one"


def test_a_package_that_is_missing_is_named():
    model = ChatModel(ModelChoice("anthropic:some-model"))

    with pytest.raises(MissingExtra) as raised:
        list(model.answer("Read this", "words", SCHEMA, 100))

    assert "langchain-anthropic" in raised.value.hint


def test_a_provider_that_nobody_knows_is_said_with_an_example():
    from advisor.errors import LanguageModelUnavailable

    model = ChatModel(ModelChoice("nonsense:some-model"))

    with pytest.raises(LanguageModelUnavailable) as raised:
        list(model.answer("Read this", "words", SCHEMA, 100))

    assert "provider:model" in raised.value.hint

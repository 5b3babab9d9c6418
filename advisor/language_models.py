"""How does any chat model that LangChain knows become ours?"""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from advisor.errors import LanguageModelUnavailable
from knowledge.errors import MissingExtra

NONE = frozenset({"", "none", "off"})
LONGEST_WAIT = 30.0
"""Seconds after which a provider's own client gives a call up, so that no thread stays behind for ever."""
TOKENS_AS = {"ollama": "num_predict", "google_genai": "max_output_tokens", "google_vertexai": "max_output_tokens"}
"""What a provider calls the longest answer, where it is not `max_tokens`."""
UNTIMED = frozenset({"ollama", "bedrock", "bedrock_converse", "huggingface"})
"""Providers whose LangChain class takes no `timeout`; the turn's own time limit holds all the same."""
KEYLESS = "none"
"""Sent to a server of one's own that asks for no key."""


@dataclass(frozen=True)
class ModelChoice:
    """What the settings say of the language model."""

    name: str
    base_url: str = ""
    key: str = ""
    tokens: int = 600

    @property
    def provider(self) -> str:
        return self.name.partition(":")[0].replace("-", "_").lower() if ":" in self.name else ""


class ChatModel:
    """Any LangChain chat model by `provider:model`, or one handed in; opened when it is first asked."""

    def __init__(self, choice: ModelChoice, model: Any = None) -> None:
        self.name = choice.name
        self._choice = choice
        self._model = model
        self._opening = threading.Lock()
        self._held_to_schema = True
        """False once the server refused an answer's schema: then the words of the instructions must do."""

    def answer(self, instructions: str, material: str, schema: Mapping[str, Any], tokens: int) -> Iterator[str]:
        """Stream the answer. Raises MissingExtra, LanguageModelUnavailable, or what the provider raises."""
        self.open()
        model = self._model
        messages = [("system", instructions), ("human", material)]
        bound = self._bound(model, schema, tokens)
        try:
            yield from _texts(bound.stream(messages))
        except Exception as error:
            if _is_refused(error):
                self._held_to_schema = False
            raise

    def open(self) -> None:
        with self._opening:
            if self._model is None:
                self._model = open_model(self._choice)

    def _bound(self, model: Any, schema: Mapping[str, Any], tokens: int) -> Any:
        kind = getattr(model, "_llm_type", "")
        held = SCHEMA_AS.get(kind, _no_schema)(schema) if self._held_to_schema else {}
        cut = {"max_tokens": tokens} if kind in TAKES_TOKENS else {}
        return model.bind(**held, **cut) if held or cut else model


def _no_schema(_schema: Mapping[str, Any]) -> dict[str, Any]:
    return {}


def _as_response_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    named = {"name": "answer", "schema": _without_lengths(schema), "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _without_lengths(schema: Any) -> Any:
    """Leave out the one thing that strict schemas may not say; it is checked afterwards."""
    if isinstance(schema, Mapping):
        return {key: _without_lengths(value) for key, value in schema.items() if key != "maxLength"}
    return [_without_lengths(value) for value in schema] if isinstance(schema, list) else schema


SCHEMA_AS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "openai-chat": _as_response_format,
    "azure-openai-chat": _as_response_format,
    "chat-ollama": lambda schema: {"format": dict(schema)},
}
"""How a kind of model is held to JSON of a shape; the others are asked for it in words. All answers are checked."""
TAKES_TOKENS = frozenset({"openai-chat", "azure-openai-chat", "anthropic-chat"})


def open_model(choice: ModelChoice) -> Any:
    """Make the LangChain model. Raises MissingExtra, LanguageModelUnavailable."""
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {TOKENS_AS.get(choice.provider, "max_tokens"): choice.tokens}
    if choice.provider not in UNTIMED:
        given |= {"timeout": LONGEST_WAIT, "max_retries": 0}
    if choice.base_url:
        given["base_url"] = choice.base_url
    if choice.key or (choice.base_url and choice.provider == "openai"):
        given["api_key"] = choice.key or KEYLESS
    try:
        return init_chat_model(choice.name, **given)
    except ImportError as error:
        raise MissingExtra(
            f"The language model {choice.name!r} needs a package that is not installed.", hint=_package(choice)
        ) from error
    except Exception as error:
        raise LanguageModelUnavailable(
            f"The language model {choice.name!r} cannot be opened ({type(error).__name__}).",
            hint="Write CAIRN_LANGUAGE_MODEL=provider:model, e.g. openai:gpt-4o-mini, and give its key; `none` needs no model.",
        ) from error


def _package(choice: ModelChoice) -> str:
    if choice.provider in {"openai", "azure_openai"}:
        return "Install the extra: pip install 'cairn-adviser[openai]'."
    return f"Install langchain-{choice.provider.replace('_', '-') or 'openai'} beside Cairn."


def _texts(chunks: Any) -> Iterator[str]:
    """Give the words of each piece; what is no text (a picture, a call of a tool) is left out."""
    for chunk in chunks:
        words = getattr(chunk, "text", chunk)
        words = words() if callable(words) and not isinstance(words, str) else words
        if isinstance(words, str) and words:
            yield words


def _is_refused(error: Exception) -> bool:
    """Say whether the server did not like the question itself (HTTP 400, 422), and not the moment."""
    return getattr(error, "status_code", None) in {400, 404, 422}

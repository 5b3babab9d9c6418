"""How does a conversation become a page?"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from advisor import limit_names
from advisor.chips import correction
from advisor.translations import catalogue, count, translate
from advisor.vocabulary.conversation import Conversation, NumberedCitation, Reply, Turn
from bots import wording
from bots.web.page_language import direction
from bots.web.supposing import sliders
from bots.web.weeks import at, before, ticks
from knowledge.vocabulary.language import NAMES

STATIC: Mapping[str, str] = {
    "chat.js": "text/javascript; charset=utf-8",
    "hand_in.js": "text/javascript; charset=utf-8",
    "case.js": "text/javascript; charset=utf-8",
    "style.css": "text/css; charset=utf-8",
    "provider.js": "text/javascript; charset=utf-8",
    "provider.css": "text/css; charset=utf-8",
    "favicon.svg": "image/svg+xml",
}
SHOWN_AT_ONCE = 40
BEGINNING = "/start"
REASONS: Mapping[str, str] = {
    "not_asked": "It is not what I asked",
    "unclear": "It is hard to understand",
    "wrong": "Something is wrong",
    "unsuitable": "The courses do not suit me",
}
"""Why an answer was of no use."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Load the pages; everything that is put into them is escaped."""
    made = Environment(
        loader=PackageLoader("bots.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        asset=asset,
        sources_of=sources,
        names=NAMES,
        languages=wording.LANGUAGES,
        wording=wording,
        limit_names=limit_names,
        direction_of=direction,
        correction=correction,
        sliders_of=sliders,
        longest_said=3900,
        reasons=REASONS,
        at=at,
        ticks=ticks,
        before=before,
    )
    made.tests["web_address"] = is_web_address
    return made


def is_web_address(text: str) -> bool:
    """Say whether a link may be made of it: nothing but http, https and our own offer pages is clickable."""
    return text.startswith(("https://", "http://", "/i/", "/x/")) and text.isprintable() and " " not in text


@lru_cache(maxsize=8)
def static_file(name: str) -> tuple[bytes, str]:
    """Give a static file with the hash of its content."""
    content = (files("bots.web") / "static" / name).read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:12]


def asset(name: str) -> str:
    """Give an address that changes with the content, so that it may be kept for ever."""
    return f"/static/{name}?v={static_file(name)[1]}"


@dataclass(frozen=True)
class Bubble:
    """One turn as the page shows it."""

    number: int
    said: str
    reply: Reply | None
    last: bool
    """The last one keeps its buttons."""
    written: bool = False
    """In the learner's own words, which they may put right."""

    @property
    def in_crisis(self) -> bool:
        """Nothing is counted, and nobody is asked for marks, beside words of help."""
        return any(getattr(block, "kind", "") == "crisis" for block in (self.reply.blocks if self.reply else ()))

    def without_buttons(self) -> "Bubble":
        """Show it to somebody whose buttons they are not."""
        return replace(self, last=False)


def bubbles(conversation: Conversation, after: int = 0) -> list[Bubble]:
    """List the turns after a number; only the last one keeps its buttons."""
    last = conversation.turns[-1].number if conversation.turns else 0
    return [
        Bubble(
            turn.number,
            said(turn, conversation),
            turn.reply,
            turn.number == last,
            bool(turn.text and turn.text[:1] != "/"),
        )
        for turn in conversation.turns
        if turn.number > after
    ]


def said(turn: Turn, conversation: Conversation) -> str:
    """Give what the learner wrote, or the label of what was tapped; a beginning that we made for them is no word of theirs."""
    if turn.text == BEGINNING:
        return ""
    if turn.text or turn.choice is None:
        return turn.text
    offered = (
        choice.label
        for earlier in reversed(conversation.turns[: turn.number])
        for block in (earlier.reply.blocks if earlier.reply else ())
        for choice in getattr(block, "choices", ())
        if choice.id == turn.choice
    )
    # the button of a chip is kept nowhere: its words stand with the fact
    return next(offered, turn.facts[0].words if turn.facts else "…")


def known(language: str, sentence: str) -> str:
    """Say a sentence that another part made: translated where it is known, else as it is, braces and all."""
    return catalogue(language).get(sentence, sentence)


def sources(citations: Iterable[NumberedCitation]) -> list[list[NumberedCitation]]:
    """Put the quotes of one source together, in the order of their first number."""
    together: dict[tuple[str, str], list[NumberedCitation]] = {}
    for citation in citations:
        together.setdefault((citation.source, citation.id), []).append(citation)
    return list(together.values())


def render(name: str, language: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Fill a page. `t` says a sentence, `n` counts, both in the language."""
    page = environment().get_template(name)
    html = page.render(
        t=partial(translate, language),
        n=partial(count, language),
        known=partial(known, language),
        language=language,
        direction=direction(language),
        **values,
    )
    return HTMLResponse(html, status_code=status)

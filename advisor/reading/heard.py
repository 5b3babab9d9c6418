"""What is a message while it is asked whether it asks something of us, and what comes of that?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.reading.asking import Words
from advisor.reading.pointing import Pointed
from advisor.reading.words import Read, Said
from advisor.shown import plan_of
from advisor.vocabulary.conversation import Conversation, Intent, Understanding
from advisor.vocabulary.learner import Fact, Slot

LAST_PART = re.compile(r"[.,;:!?\n-]")
SHORT, LETTERS = 7, 45
"""Words and characters of a message that says hardly more than one thing."""
DONE_WORDS = 160
"""Characters of a reason that are kept."""


@dataclass(frozen=True)
class Heard:
    """A message while it is looked at: its words, what was read of it, what it points at, what was said before."""

    words: Words
    reads: tuple[Read, ...]
    pointed: Pointed
    conversation: Conversation
    turn: int

    @property
    def text(self) -> Said:
        return self.words.text

    @property
    def short(self) -> bool:
        """Say whether there is room for little else than the act."""
        return len(self.text.plain.split()) <= SHORT and len(self.text.plain) <= LETTERS

    @property
    def planned(self) -> bool:
        return plan_of(self.conversation) is not None

    def spans(self, *keys: str) -> tuple[tuple[int, int], ...]:
        return self.words.found(*keys)

    def without(self, spans: Sequence[tuple[int, int]]) -> tuple[Read, ...]:
        """Give what was read elsewhere than in the words of the act and the pointing words."""
        left = (r for r in self.reads if not any(s < r.end and r.start < e for s, e in spans))
        # a word that points may be a little word of another language inside a longer read: to, it
        return tuple(r for r in left if not any(s <= r.start and r.end <= e for s, e in self.pointed.spans))

    def left(self, spans: Sequence[tuple[int, int]]) -> int:
        """Count the words that neither the act, nor the pointing, nor what was read accounts for."""
        taken = [*spans, *self.pointed.spans, *((r.start, r.end) for r in self.reads)]
        places = (m.start() for m in re.finditer(r"\w+", self.text.plain))
        return sum(not any(s <= place < e for s, e in taken) for place in places)

    def opening(self, key: str) -> tuple[tuple[int, int], ...]:
        """Give where phrases stand that open a sentence or a part of one, behind a word or two."""
        return tuple((s, e) for s, e in self.spans(key) if len(LAST_PART.split(self.text.plain[:s])[-1].split()) <= 2)

    def outside(self, spans: Sequence[tuple[int, int]]) -> tuple[Read, ...]:
        """Give what was read from words that reach beyond those of the act."""
        taken = (*spans, *self.pointed.spans)
        return tuple(r for r in self.reads if not any(s <= r.start and r.end <= e for s, e in taken))

    def fact(self, slot: Slot, value: str, *, withdrawn: bool = False) -> Fact:
        words = " ".join(self.text.text.split())[:DONE_WORDS]
        return Fact(slot=slot, value=value, withdrawn=withdrawn, words=words, turn=self.turn, confirmed=True)


@dataclass(frozen=True)
class Act:
    """What is asked, and which of the reads hold beside it."""

    intent: Intent
    about: str = ""
    targets: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    kept: tuple[Read, ...] = ()
    supposed: tuple[Read, ...] = ()
    reason: str = ""

    def understanding(self, text: Said, as_facts: Callable[[Sequence[Read]], Sequence[Fact]]) -> Understanding:
        return Understanding(
            intent=self.intent,
            about=self.about,
            targets=self.targets,
            facts=(*self.facts, *as_facts(self.kept)),
            supposed=tuple(as_facts(self.supposed)) if self.supposed else (),
            reason=self.reason,
            language=text.language,
        )

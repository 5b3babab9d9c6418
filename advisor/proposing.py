"""What would the machine answer now? A draft for the person who is there: nothing of it is sent or kept."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from advisor.dialogue import Move, next_move
from advisor.grounding import ensure_grounded
from advisor.hearing import spoken
from advisor.parts import Parts
from advisor.turn import draft_for, remember
from advisor.vocabulary.blocks import Block, PathwayBlock
from advisor.vocabulary.conversation import Conversation, IncomingMessage

NOTHING = frozenset({Move.LOST, Move.STALE, Move.PERSON, Move.ALONE})
"""Moves whose words are no use to a person who is there."""


class _Untouched:
    """A store that is only read."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def save_pathway(self, *_: object) -> None:
        """Keep nothing: no plan was shown."""


def propose(parts: Parts, conversation: Conversation, now: datetime) -> str:
    """Word an answer to the learner's last words; empty where they said nothing, or nothing that it understood."""
    turns = [turn for turn in conversation.turns if turn.message and turn.text]
    if not turns:
        return ""
    last = turns[-1]
    quiet = replace(parts, store=_Untouched(parts.store), models=None, cases=None)
    before = conversation.model_copy(
        update={"turns": tuple(turn for turn in conversation.turns if turn.number < last.number)}
    )
    message = IncomingMessage(conversation=conversation.id, client_message_id="proposed", text=last.text)
    said, tapped = spoken(message, before)
    scene = remember(quiet, before, last.number, said, tapped, now)
    move = next_move(scene)
    if move in NOTHING:
        return ""
    draft = draft_for(quiet, scene, move, now)
    proven = ensure_grounded(draft, parts.library, scene.language, [held.label for held in scene.profile.held])
    return "\n\n".join(words for block in proven.blocks if (words := _words(block)))


def _words(block: Block) -> str:
    if isinstance(block, PathwayBlock):
        return "\n".join(f"{step.order}. {step.title} ({step.provider})" for step in block.steps)
    return str(getattr(block, "text", ""))

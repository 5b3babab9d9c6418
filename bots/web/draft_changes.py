"""What did a counsellor change of the machine's draft before they sent it?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from advisor.vocabulary.blocks import TextBlock
from advisor.vocabulary.conversation import Conversation, Reply

PIECE = re.compile(r"\s+|[^\s]+")
Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class SentDraft:
    """A message that began as a draft, as a row of pieces."""

    turn: int
    changed: bool
    pieces: tuple[tuple[Kind, str], ...]


def sent_drafts(conversation: Conversation) -> list[SentDraft]:
    """List the messages that began as a draft of the machine, the newest first."""
    found = ((turn.number, turn.reply) for turn in reversed(conversation.turns) if turn.reply and turn.reply.by)
    return [made for number, reply in found if (made := _made(number, reply))]


def _made(number: int, reply: Reply) -> SentDraft | None:
    draft = next((stage.value for stage in reply.explain if stage.stage == "proposed"), None)
    if draft is None:
        return None
    sent = "\n".join(block.text for block in reply.blocks if isinstance(block, TextBlock))
    return SentDraft(number, bool(draft["changed"]), tuple(pieces(draft["text"].strip(), sent.strip())))


def pieces(drafted: str, sent: str) -> Iterator[tuple[Kind, str]]:
    """Cut both into words, and say which stayed, which went and which are new."""
    before, after = PIECE.findall(drafted), PIECE.findall(sent)
    for tag, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", _joined(before[i:j])
            continue
        if i < j:
            yield "gone", _joined(before[i:j])
        if k < n:
            yield "new", _joined(after[k:n])


def _joined(words: Sequence[str]) -> str:
    return "".join(words)

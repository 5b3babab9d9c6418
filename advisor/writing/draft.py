"""What is a reply before its sources are checked?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from advisor.ports import OutboxRow
from advisor.vocabulary.blocks import Block, Choice
from advisor.vocabulary.conversation import ConversationState, NumberedCitation
from advisor.vocabulary.handoff import HandOff
from knowledge.vocabulary.search import Citation


@dataclass(frozen=True)
class Draft:
    """Blocks with the citations that they number, and what is to be done once the turn is closed."""

    blocks: tuple[Block, ...] = ()
    citations: tuple[NumberedCitation, ...] = ()
    passages: Mapping[str, str] = field(default_factory=dict)
    """Policy document and place (`place_of`) → the passage that a citation quotes from."""
    asked: tuple[str, ...] = ()
    state: ConversationState = ConversationState.ANSWERING
    handoffs: tuple[HandOff, ...] = ()
    outbox: tuple[OutboxRow, ...] = ()

    def before(self, *blocks: Block) -> "Draft":
        """Put blocks in front."""
        return replace(self, blocks=(*blocks, *self.blocks))

    def after(self, *blocks: Block) -> "Draft":
        return replace(self, blocks=(*self.blocks, *blocks))

    def asking(self, slot: str) -> "Draft":
        return replace(self, asked=(*self.asked, slot))


def numbered(citations: Iterable[Citation]) -> tuple[NumberedCitation, ...]:
    return tuple(NumberedCitation(n=n, **citation.model_dump()) for n, citation in enumerate(citations, 1))


def place_of(citation: Citation | NumberedCitation) -> str:
    return f"{citation.id}#{citation.locator}"


def choice(label: str, action: str) -> Choice:
    """Make a choice; its id is given when the reply is complete."""
    return Choice(id="", label=label, action=action)

"""How is the room of advice put together?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from advisor.adviser import Advisor
from advisor.handoff import HandOffs
from advisor.issuers import open_issuers
from advisor.parts import Parts
from advisor.planning import plan
from advisor.ports import ConversationStore
from advisor.reading.rules import RulesReader
from advisor.settings import AdvisorSettings
from knowledge.library import Library

if TYPE_CHECKING:
    from sqlalchemy import Engine


def open_advisor(
    library: Library, engine: "Engine | None", settings: AdvisorSettings, new_id: Callable[[], str]
) -> Advisor:
    """Open the room on the house's one engine; without an engine it remembers only while it runs."""
    store = open_store(engine)
    issuers = open_issuers(settings.issuers, library, settings.issuer_secrets)
    return Advisor(
        Parts(
            library=library,
            store=store,
            reader=RulesReader(library),
            plan=plan,
            handoffs=HandOffs(store, library, issuers, new_id, settings.public_url),
            settings=settings,
            new_id=new_id,
        )
    )


def open_store(engine: "Engine | None") -> ConversationStore:
    """Open the durable store, or the one in memory."""
    if engine is None:
        from advisor.storage.memory import MemoryConversationStore

        return MemoryConversationStore()
    from advisor.storage.sql import SqlConversationStore

    return SqlConversationStore(engine)

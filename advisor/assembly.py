"""How is the room of advice put together?"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from advisor.adviser import Advisor
from advisor.consulting import ModelDesk, ModelLimits
from advisor.credentials.contexts import FOLDER
from advisor.credentials.desk import CertificateDesk
from advisor.credentials.known_issuers import known_issuers, named_in
from advisor.credentials.limits import MOST_FETCHED
from advisor.handoff import HandOffs
from advisor.issuers import open_issuers
from advisor.language_models import NONE, ChatModel, ModelChoice
from advisor.parts import Parts
from advisor.planning import plan
from advisor.ports import ConversationStore
from advisor.reading.rules import RulesReader
from advisor.settings import AdvisorSettings
from knowledge.fetching import Fetcher, origins
from knowledge.library import Library

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from advisor.storage.memory_cases import MemoryCaseStore
    from advisor.storage.sql_cases import SqlCaseStore

BUDGET = "language_model"


def open_advisor(
    library: Library,
    engine: "Engine | None",
    settings: AdvisorSettings,
    new_id: Callable[[], str],
    somebody: Callable[[], bool] = lambda: False,
    unmet: Callable[[Sequence[str], str, date], None] = lambda _concepts, _country, _today: None,
    hook_of: Callable[[str, str], str] = lambda _provider, _reference: "",
) -> Advisor:
    """Open the room on the house's one engine; without an engine it remembers only while it runs.

    `somebody` says whether there is any counsellor who could take over a conversation; `unmet` counts what nothing fits;
    `hook_of` says where a provider may call us about a hand-off.
    """
    store = open_store(engine)
    issuers = open_issuers(settings.issuers, library, settings.issuer_secrets, hook_of)
    return Advisor(
        Parts(
            library=library,
            store=store,
            reader=RulesReader(library),
            plan=plan,
            handoffs=HandOffs(store, library, issuers, new_id, settings.public_url),
            settings=settings,
            new_id=new_id,
            models=open_models(settings, store),
            cases=store,
            somebody=somebody,
            unmet=unmet,
            certificates=open_certificates(settings, library),
        )
    )


def open_certificates(settings: AdvisorSettings, library: Library) -> CertificateDesk:
    """Make ready what certificates are checked with; nothing is fetched unless the settings say so. Raises InvalidIssuersFile."""
    named_in(settings.issuers)
    guard = Fetcher(allowed=origins(settings.credentials_allow), most_bytes=MOST_FETCHED)
    return CertificateDesk(
        contexts=settings.data / FOLDER if settings.data else None,
        known=lambda: known_issuers(settings.issuers, library),
        fetch=(lambda address: guard.fetch(address).content or b"") if settings.credentials_fetch else None,
    )


def open_models(settings: AdvisorSettings, store: ConversationStore) -> ModelDesk | None:
    """Make ready the language model that the settings name; nothing of it is loaded before it is asked."""
    if settings.language_model.strip().lower() in NONE:
        return None
    limits = ModelLimits(
        seconds=settings.language_model_seconds,
        calls_a_day=settings.language_model_calls_per_day,
        reads=settings.language_model_for != "wording",
        words=settings.language_model_for != "reading",
    )
    choice = ModelChoice(
        settings.language_model.strip(), settings.language_model_base_url, settings.language_model_key, limits.tokens
    )
    desk = ModelDesk(ChatModel(choice), limits, lambda day, most: store.spend(BUDGET, day, most))
    desk.warm()
    return desk


def open_store(engine: "Engine | None") -> "SqlCaseStore | MemoryCaseStore":
    """Open the durable store of conversations and their cases, or the one in memory."""
    if engine is None:
        from advisor.storage.memory_cases import MemoryCaseStore

        return MemoryCaseStore()
    from advisor.storage.sql_cases import SqlCaseStore

    return SqlCaseStore(engine)

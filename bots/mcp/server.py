"""What may a program that speaks the Model Context Protocol ask of Cairn?

Every answer comes from the same rooms as on the web: a client's language model words nothing here and decides nothing.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from advisor.errors import AdvisorError
from advisor.profiling import parse_profile
from advisor.vocabulary.conversation import ConversationId, IncomingMessage
from bots.mcp.sources import explained
from knowledge.errors import KnowledgeError
from knowledge.vocabulary.opportunity import DeliveryMode
from knowledge.vocabulary.search import Filters, Question, SourceKind

if TYPE_CHECKING:
    from bots.assembly import House

INSTRUCTIONS = (
    "Cairn finds micro-credentials and plans ordered, affordable pathways of them for working people. Everything it says "
    "has a verbatim source. Null means that the provider does not state it: never take that for zero or for yes. Show "
    "titles, prices, hours and quotes as they are given. Advice is for orientation, it binds nobody; it never ranks people."
)
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
TALKS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Words = Annotated[str, Field(min_length=1, max_length=4000)]
Tag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")]


Admit = Callable[[Any], None]
"""Given the HTTP request of somebody who begins a conversation: raises where there were too many."""


def open_server(
    house: "House", now: Callable[[], datetime], new_id: Callable[[], str], admit: Admit = lambda _request: None
) -> MCPServer:
    """Make the server on open rooms; clock and identifiers are given."""
    server = MCPServer("cairn", title="Cairn", instructions=INSTRUCTIONS, version="0.1.0", log_level="WARNING")
    _look_up(server, house)
    _advise(server, house, now, new_id, admit)
    return server


def _plainly(function: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Give errors that a person can act on as the sentence and the hint; others are told without their words."""

    @wraps(function)
    def told(*args: Any, **given: Any) -> dict[str, Any]:
        try:
            return function(*args, **given)
        except (KnowledgeError, AdvisorError) as error:
            raise ToolError(f"{error} {error.hint}".strip()) from error

    return told


def _look_up(server: MCPServer, house: "House") -> None:
    @server.tool(title="Find micro-credentials", annotations=READS)
    @_plainly
    def search_credentials(
        query: Words,
        languages: Annotated[list[Tag], Field(max_length=10)] | None = None,
        max_hours: Annotated[float, Field(ge=0, le=1e6)] | None = None,
        max_price: Annotated[float, Field(ge=0, le=1e9)] | None = None,
        currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None,
        mode: DeliveryMode | None = None,
        country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> dict[str, Any]:
        """Rank micro-credentials for words in any language, with verbatim citations. Limits are hard: what a provider does not state never passes one."""
        filters = Filters(
            max_hours=max_hours,
            max_price=None if max_price is None else Decimal(str(max_price)),
            currency=currency,
            languages=tuple(languages or ()),
            modes=(mode,) if mode else (),
            country=country,
        )
        matches = house.library.search(Question(text=query.replace("\x00", ""), filters=filters, limit=limit))
        found = [match.model_dump(mode="json") for match in matches]
        return {"catalogue_version": house.library.catalogue_version(), "matches": found}

    @server.tool(title="Compare courses", annotations=READS)
    @_plainly
    def compare(
        micro_credential_ids: Annotated[list[str], Field(min_length=2, max_length=4)], language: Tag = "en"
    ) -> dict[str, Any]:
        """Put two to four micro-credentials side by side. A value of null is not stated by the provider."""
        courses = [
            {"id": str(record.id), "title": record.title, "facts": facts}
            for record, facts in house.advisor.compared(micro_credential_ids, language)
        ]
        return {"courses": courses}

    @server.tool(title="Where does that stand?", annotations=READS)
    @_plainly
    def explain_source(source: SourceKind, id: str, locator: str, quote: str = "") -> dict[str, Any]:
        """Give the text that a citation stands in, and whether the quote stands there word for word."""
        return explained(house.library, source, id, locator, quote)

    @server.tool(title="Check course descriptions", annotations=READS)
    @_plainly
    def check_course(
        content: Annotated[str, Field(min_length=1, max_length=200_000)],
        format: Literal["auto", "csv", "json", "elm", "ctdl", "schema-org", "open-badges"] = "auto",
    ) -> dict[str, Any]:
        """Check course descriptions without changing anything: findings per row and field, completeness against Annex I of the Council Recommendation 2022/C 243/02."""
        report = house.library.check("courses", content.encode(), format, {}, "")
        told: dict[str, Any] = report.model_dump(mode="json")
        return told


def _advise(
    server: MCPServer, house: "House", now: Callable[[], datetime], new_id: Callable[[], str], admit: Admit
) -> None:
    @server.tool(title="Plan a pathway", annotations=READS)
    @_plainly
    def recommend_pathway(profile: dict[str, Any]) -> dict[str, Any]:
        """Plan an ordered pathway for a written profile: {"goal": {"text": …}, "held": […], "constraints": {"hours_per_week", "max_price": {"amount", "currency"}, "languages", "modes", "country", "near", "schedules", "finish_by", …}, "language"}. Every field is optional; an unknown one is an error that names it."""
        made = house.advisor.plan(parse_profile(profile, house.library), now())
        told: dict[str, Any] = made.model_dump(mode="json", by_alias=True)
        return told

    @server.tool(title="Talk with the adviser", annotations=TALKS)
    @_plainly
    def advise(
        context: Context[Any, Any],
        text: Words,
        conversation: str | None = None,
        token: str | None = None,
        client_message_id: str | None = None,
        language: Tag | None = None,
    ) -> dict[str, Any]:
        """Say something to the adviser in a person's own words, in any language, and get its reply. The first call gives `conversation` and `token`: send both with the next."""
        if conversation is None:
            admit(context.request_context.request)
            identifier, key = house.advisor.start_conversation("mcp", language=language, now=now())
        else:
            identifier, key = ConversationId(conversation), token or ""
            house.advisor.authorise(identifier, key)
        message = IncomingMessage(
            conversation=identifier, client_message_id=client_message_id or new_id(), text=text.replace("\x00", ""), language=language
        )  # fmt: skip
        reply = house.advisor.take_turn(message, now()).model_dump(mode="json", by_alias=True)
        return {"conversation": str(identifier), "token": key, "reply": {**reply, "explain": []}}

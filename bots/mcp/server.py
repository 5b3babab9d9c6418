"""What may a program that speaks the Model Context Protocol ask of Cairn?

Every answer comes from the same rooms as on the web: a client's language model words nothing here and decides nothing.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from advisor.errors import AdvisorError
from bots.mcp.tools import Admit, Tools
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from bots.assembly import House

INSTRUCTIONS = (
    "Cairn finds micro-credentials and plans ordered, affordable pathways of them for working people. Everything it says "
    "has a verbatim source. Null means that the provider does not state it: never take that for zero or for yes. Show "
    "titles, prices, hours and quotes as they are given. Advice is for orientation, it binds nobody; it never ranks people."
)
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
TALKS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def open_server(
    house: "House", now: Callable[[], datetime], new_id: Callable[[], str], admit: Admit = lambda _request: None
) -> MCPServer:
    """Make the server on open rooms; clock and identifiers are given."""
    server = MCPServer("cairn", title="Cairn", instructions=INSTRUCTIONS, version="0.1.0", log_level="WARNING")
    tools = Tools(house, now, new_id, admit)
    for title, annotations, tool in (
        ("Find micro-credentials", READS, tools.search_credentials),
        ("Compare courses", READS, tools.compare),
        ("Where does that stand?", READS, tools.explain_source),
        ("Check course descriptions", READS, tools.check_course),
        ("Plan a pathway", READS, tools.recommend_pathway),
        ("Talk with the adviser", TALKS, tools.advise),
    ):
        server.tool(title=title, annotations=annotations)(_plainly(tool))
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

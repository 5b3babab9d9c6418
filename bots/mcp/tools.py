"""What does each tool do that Cairn offers over the Model Context Protocol?

A client reads the parameters and the first line of each as they stand here.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from mcp.server.mcpserver import Context
from pydantic import Field

from advisor.profiling import parse_profile
from advisor.vocabulary.conversation import ConversationId, IncomingMessage
from bots.mcp.sources import explained
from knowledge.vocabulary.opportunity import DeliveryMode
from knowledge.vocabulary.search import Filters, Question, SourceKind

if TYPE_CHECKING:
    from bots.assembly import House

Words = Annotated[str, Field(min_length=1, max_length=4000)]
Tag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$")]
Admit = Callable[[Any], None]
"""Given the HTTP request of somebody who begins a conversation: raises where there were too many."""


class Tools:
    """The tools on open rooms; clock and identifiers are given. All raise what their room raises."""

    def __init__(self, house: "House", now: Callable[[], datetime], new_id: Callable[[], str], admit: Admit) -> None:
        self._house = house
        self._now = now
        self._new_id = new_id
        self._admit = admit

    def search_credentials(
        self,
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
        matches = self._house.library.search(Question(text=query.replace("\x00", ""), filters=filters, limit=limit))
        found = [match.model_dump(mode="json") for match in matches]
        return {"catalogue_version": self._house.library.catalogue_version(), "matches": found}

    def compare(
        self, micro_credential_ids: Annotated[list[str], Field(min_length=2, max_length=4)], language: Tag = "en"
    ) -> dict[str, Any]:
        """Put two to four micro-credentials side by side. A value of null is not stated by the provider."""
        courses = [
            {"id": str(record.id), "title": record.title, "facts": facts}
            for record, facts in self._house.advisor.compared(micro_credential_ids, language)
        ]
        return {"courses": courses}

    def explain_source(self, source: SourceKind, id: str, locator: str, quote: str = "") -> dict[str, Any]:
        """Give the text that a citation stands in, and whether the quote stands there word for word."""
        return explained(self._house.library, source, id, locator, quote)

    def check_course(
        self,
        content: Annotated[str, Field(min_length=1, max_length=200_000)],
        format: Literal["auto", "csv", "json", "elm", "ctdl", "schema-org", "open-badges"] = "auto",
    ) -> dict[str, Any]:
        """Check course descriptions without changing anything: findings per row and field, completeness against Annex I of the Council Recommendation 2022/C 243/02."""
        report = self._house.library.check("courses", content.encode(), format, {}, "")
        told: dict[str, Any] = report.model_dump(mode="json")
        return told

    def recommend_pathway(self, profile: dict[str, Any]) -> dict[str, Any]:
        """Plan an ordered pathway for a written profile: {"goal": {"text": …}, "held": […], "constraints": {"hours_per_week", "max_price": {"amount", "currency"}, "languages", "modes", "country", "near", "schedules", "finish_by", …}, "language"}. Every field is optional; an unknown one is an error that names it."""
        made = self._house.advisor.plan(parse_profile(profile, self._house.library), self._now())
        told: dict[str, Any] = made.model_dump(mode="json", by_alias=True)
        return told

    def advise(
        self,
        context: Context[Any, Any],
        text: Words,
        conversation: str | None = None,
        token: str | None = None,
        client_message_id: str | None = None,
        language: Tag | None = None,
    ) -> dict[str, Any]:
        """Say something to the adviser in a person's own words, in any language, and get its reply. The first call gives `conversation` and `token`: send both with the next."""
        if conversation is None:
            self._admit(context.request_context.request)
            identifier, key = self._house.advisor.start_conversation("mcp", language=language, now=self._now())
        else:
            identifier, key = ConversationId(conversation), token or ""
            self._house.advisor.authorise(identifier, key)
        message = IncomingMessage(
            conversation=identifier, client_message_id=client_message_id or self._new_id(), text=text.replace("\x00", ""), language=language
        )  # fmt: skip
        reply = self._house.advisor.take_turn(message, self._now()).model_dump(mode="json", by_alias=True)
        return {"conversation": str(identifier), "token": key, "reply": {**reply, "explain": []}}

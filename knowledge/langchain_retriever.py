"""How does a LangChain chain ask the library?"""

from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import ConfigDict, Field

from knowledge.library import Library
from knowledge.vocabulary.search import Filters, Match, Question


class LibraryRetriever(BaseRetriever):
    """Micro-credentials as LangChain documents: the record's text, its facts and the cited sentence as metadata.

    `k`, `language` and `filters` may be given once or with each call: `retriever.invoke("solar", k=3)`. Filters are
    hard limits, as a `Filters` or as a plain dictionary of its fields; an unknown field is an error.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    filters: Filters = Filters()
    language: str | None = None
    k: int = Field(10, ge=1)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        del run_manager
        return self._found(query, kwargs)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        del run_manager
        # in a thread: embedding a question computes for 20 ms, and the base class would refuse `k` and `filters` here
        return await run_in_executor(None, self._found, query, kwargs)

    def _found(self, query: str, given: dict[str, Any]) -> list[Document]:
        question = Question(
            text=query,
            language=given.get("language", self.language),
            filters=Filters.model_validate(given.get("filters", self.filters)),
            limit=given.get("k", self.k),
        )
        return [as_document(match) for match in self.library.search(question)]


def as_document(match: Match) -> Document:
    """Write a match as a document; the identifier is the micro-credential's, and what is not stated is None."""
    record, opportunity = match.micro_credential, match.opportunity
    citation = match.citations[0] if match.citations else None
    return Document(
        id=record.id,
        page_content=f"{record.title}\n{record.description}".strip(),
        metadata={
            "title": record.title,
            "provider": opportunity.provider.name,
            "awarding_body": record.awarding_body.name,
            "hours": record.workload.hours,
            "ects": record.workload.ects,
            "eqf_level": record.eqf_level,
            "price": f"{opportunity.price.amount:f} {opportunity.price.currency}" if opportunity.price else None,
            "languages": list(opportunity.languages),
            "modes": [str(mode) for mode in opportunity.modes],
            "location": opportunity.location,
            "url": opportunity.url,
            "demonstration": record.demonstration,
            "score": match.score,
            "quote": citation.quote if citation else "",
            "locator": citation.locator if citation else "",
        },
    )

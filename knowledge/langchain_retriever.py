"""How does a LangChain chain ask the library?"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.library import Library
from knowledge.vocabulary.search import Filters, Match, Question


class LibraryRetriever(BaseRetriever):
    """Micro-credentials as LangChain documents: the cited sentence as text, the record's facts as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    filters: Filters = Filters()
    language: str | None = None
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        del run_manager
        question = Question(
            text=query,
            language=self.language,
            filters=kwargs.get("filters", self.filters),
            limit=kwargs.get("k", self.k),
        )
        return [as_document(match) for match in self.library.search(question)]


def as_document(match: Match) -> Document:
    """Write a match as a document; the identifier is the micro-credential's."""
    record = match.micro_credential
    price = match.opportunity.price
    return Document(
        id=record.id,
        page_content=f"{record.title}\n{record.description}".strip(),
        metadata={
            "title": record.title,
            "provider": match.opportunity.provider.name,
            "awarding_body": record.awarding_body.name,
            "hours": record.workload.hours,
            "price": f"{price.amount:f} {price.currency}" if price else None,
            "url": match.opportunity.url,
            "score": match.score,
            "quote": match.citations[0].quote if match.citations else "",
            "locator": match.citations[0].locator if match.citations else "",
        },
    )

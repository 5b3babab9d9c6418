"""Does an answer quote each source that was asked for, tell them apart, and say plainly what is not covered?"""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from advisor.answering import answer
from advisor.vocabulary.conversation import Intent
from knowledge.vocabulary.policy import Passage, PassageId, PolicyDocument, PolicyDocumentId
from knowledge.vocabulary.search import Citation, PassageMatch, PassageResult, SourceKind
from tests.fakes.advice import Talk, an_advisor, blocks, notices

SEEN = date(2026, 11, 22)


def a_match(name, issuer, section, text, score=0.6, language="en"):
    document = PolicyDocument(
        id=PolicyDocumentId(name),
        title=f"The {name} text",
        issuer=issuer,
        language=language,
        seen=SEEN,
        content_sha="0",
    )
    return PassageMatch(
        passage=Passage(id=PassageId(f"{name}-{section}"), document=document.id, locator=section, text=text),
        document=document,
        score=score,
        quote=text,
        citation=Citation(
            source=SourceKind.POLICY, id=name, title=document.title, locator=section, quote=text, seen=SEEN
        ),
    )


EU = a_match(
    "council", "Council of the European Union", "What is a micro-credential in the EU?", "A record, says the EU."
)
WORLD = a_match("world", "UNESCO", "What is a micro-credential for UNESCO?", "A focused record, says UNESCO.", 0.55)
BOTH = a_match("world", "UNESCO", "How do they differ?", "The EU lists elements, UNESCO has four parts.", 0.58)
PAYS = a_match("money", "Fund", "Who pays?", "In Germany the employment agency pays.", 0.5)
NOTE = a_match("money", "Fund", "About this note", "This note is a summary.", 0.9)


@dataclass(frozen=True)
class Shelf:
    """Gives the passages whose key word stands in the question, the best first."""

    rows: tuple[tuple[str, PassageMatch], ...]

    def passages(self, text, language=None, limit=3):
        found = sorted((m for word, m in self.rows if word in text.casefold()), key=lambda m: -m.score)
        return PassageResult(answerable=bool(found), matches=tuple(found[:limit]))


SHELF = Shelf((("micro", EU), ("micro", WORLD), ("differ", BOTH), ("definition", EU), ("definition", WORLD), ("pays", PAYS), ("pays", NOTE)))  # fmt: skip


def said(draft):
    return [block.text for block in draft.blocks]


def test_a_quote_names_document_and_section_and_is_cited():
    draft = answer("Who pays?", "en", SHELF)

    assert said(draft) == ["The money text, “Who pays?”: “In Germany the employment agency pays.”"]
    (cited,) = draft.citations
    assert (cited.locator, cited.quote, cited.seen) == ("Who pays?", "In Germany the employment agency pays.", SEEN)


def test_what_a_document_says_about_itself_is_no_answer():
    draft = answer("Who pays?", "en", SHELF)

    assert "summary" not in said(draft)[0]


def test_the_same_section_of_another_issuer_is_quoted_too_and_told_apart():
    draft = answer("What is a micro-credential?", "en", SHELF)

    assert [citation.id for citation in draft.citations] == ["council", "world"]
    assert said(draft)[-1] == (
        "These are separate sources, Council of the European Union / UNESCO: what one says does not bind the other."
    )


def test_a_source_that_is_named_is_the_only_one_quoted():
    draft = answer("What is a micro-credential according to UNESCO?", "en", SHELF)

    assert [citation.id for citation in draft.citations] == ["world"]


def test_a_difference_quotes_what_speaks_of_both_and_each_source():
    draft = answer("What is the difference between the EU and the UNESCO definition?", "en", SHELF)

    assert [citation.quote for citation in draft.citations] == [
        "The EU lists elements, UNESCO has four parts.",
        "A record, says the EU.",
        "A focused record, says UNESCO.",
    ]


def test_a_follow_up_takes_the_other_source_from_the_question_before():
    draft = answer("and how does the UNESCO definition differ?", "en", SHELF, "What is it according to the EU?")

    assert {citation.id for citation in draft.citations} == {"council", "world"}


def test_two_questions_get_two_answers():
    draft = answer("What is a micro-credential for UNESCO? And who pays?", "en", SHELF)

    assert [citation.id for citation in draft.citations] == ["world", "money"]
    assert [citation.n for citation in draft.citations] == [1, 2]


def test_of_two_questions_the_one_that_is_not_covered_is_named():
    draft = answer("Who pays? Where is the embassy?", "en", SHELF)

    assert [block.type for block in draft.blocks] == ["text", "text", "notice"]
    assert said(draft)[1] == "On “Where is the embassy?”:"


def test_a_country_that_the_quote_does_not_speak_of_is_said():
    kenya, germany = (answer(f"Who pays in {place}?", "en", SHELF) for place in ("Kenya", "Germany"))

    assert said(kenya)[-1] == "What I quoted says nothing about Kenya in particular; it may be different there."
    assert len(said(germany)) == 1


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("Is it recognised on Mars?", "the recognition office (ENIC-NARIC) of your country"),
        ("Koliko plaća općina?", "the public employment service of your town"),
        ("Who is the minister?", "the provider of the course"),
    ],
)
def test_what_is_not_covered_is_said_with_whom_to_ask(question, whom):
    (notice,) = answer(question, "en", Shelf(())).blocks

    assert notice.kind == "not_in_sources"
    assert notice.text.startswith("My sources do not say.")
    assert whom in notice.text


def test_a_source_in_another_language_is_quoted_as_it_stands_and_says_so():
    draft = answer("Wer pays das?", "de", SHELF)

    assert "In Germany the employment agency pays." in said(draft)[0]
    assert said(draft)[-1] == "Ich gebe die Quelle wieder, wie sie dasteht, in ihrer eigenen Sprache (English)."


def test_two_quotes_of_one_section_both_stand_in_their_source():
    other = replace(
        SHELF, rows=(("differ", BOTH), ("differ", BOTH.model_copy(update={"quote": "UNESCO has four parts."})))
    )

    draft = answer("How do EU and UNESCO differ?", "en", other)

    assert all(citation.quote in draft.passages[f"{citation.id}#{citation.locator}"] for citation in draft.citations)


def test_a_question_about_rules_in_a_conversation_is_answered_and_not_advised_on():
    reply = Talk(an_advisor({"Do universities recognise it?": Intent.POLICY})).say("Do universities recognise it?")

    assert [citation.source for citation in reply.citations] == ["policy"]
    assert blocks(reply, "pathway") == []
    assert "not_in_sources" not in notices(reply)

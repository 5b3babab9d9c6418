"""Which micro-credentials answer this question, within these limits?"""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.citing import cite
from knowledge.search import CHUNK_CHARACTERS, Wish, chunks_of, count, search, shelve, teaching
from knowledge.vocabulary.credential import LearningOutcome, TaughtSkill
from knowledge.vocabulary.opportunity import Price
from knowledge.vocabulary.search import Filters
from knowledge.word_forms import question_terms, terms
from tests.builders import a_micro_credential
from tests.fakes.letter_embedder import LetterEmbedder

EMBEDDER = LetterEmbedder()
SOLAR = a_micro_credential(id="solar", title="Solar panel mounting", description="You mount modules. You wire strings.")
WELDING = a_micro_credential(
    id="weld", title="Zavarivanje TIG", description="Priprema za ISO 9606.", language="bs", hours=60
)
CARE = a_micro_credential(id="care", title="Care of older people", description="You wash, feed and listen.", hours=None)


def a_shelf(*records):
    chunks = [chunks_of(record) for record in records]
    return shelve(1, records, chunks, EMBEDDER.embed_documents([text for pieces in chunks for text in pieces]))


SHELF = a_shelf(CARE, SOLAR, WELDING)


def ask(text, language="en", shelf=SHELF, limit=10, **limits):
    return search(shelf, Wish(EMBEDDER.embed_query(text), text, language), Filters(**limits), limit)


def ids(matches):
    return [match.micro_credential.id for match in matches]


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("mounting solar panels", "en", "solar"),
        ("ISO 9606", "en", "weld"),
        ("iso-9606", "en", "weld"),
        ("заваривање", "sr", "weld"),
        ("zavarivanja", "hr", "weld"),
        ("care", "en", "care"),
    ],
)
def test_the_record_with_the_words_comes_first_in_any_spelling(text, language, first):
    assert ids(ask(text, language))[0] == first


def test_coverage_is_the_share_of_the_words_that_the_record_has():
    assert ask("solar panel")[0].coverage == 1.0
    assert ask("mounting pizza")[0].coverage == pytest.approx(0.98 / (0.98 + 2.08), abs=0.01)


def test_limits_are_kept_and_an_unknown_workload_never_passes():
    assert ids(ask("anything", max_hours=30)) == ["solar"]
    assert count(SHELF, Filters(max_hours=100)) == 2


def test_the_limit_cuts_the_list_and_nothing_is_asked_with_zero():
    assert len(ask("course", limit=2)) == 2
    assert ask("course", limit=0) == []
    assert ask("course", limit=-1) == []


def test_an_empty_catalogue_answers_with_nothing():
    assert ask("solar", shelf=a_shelf()) == []


def test_words_alone_rank_where_there_is_nothing_to_embed():
    found = search(SHELF, Wish(None, "ISO 9606", "en"), Filters(), 1)
    assert ids(found) == ["weld"]


def test_a_micro_credential_comes_once_with_the_offer_that_fits():
    dear, cheap = Price(amount=Decimal(90), currency="EUR"), Price(amount=Decimal(5), currency="EUR")
    first, second = (a_micro_credential(price=p).opportunities[0] for p in (dear, cheap))
    both = SOLAR.model_copy(
        update={"opportunities": (first.model_copy(update={"id": "dear"}), second.model_copy(update={"id": "cheap"}))}
    )
    found = ask("solar", shelf=a_shelf(both), max_price=Decimal(10), currency="EUR")
    assert [(m.micro_credential.id, m.opportunity.id) for m in found] == [("solar", "cheap")]


def test_the_citation_quotes_the_sentence_that_answers():
    quote = ask("wire strings")[0].citations[0]
    assert (quote.quote, quote.locator, quote.id) == ("You wire strings.", "description", "solar")


def test_a_record_without_a_description_is_quoted_by_its_title():
    bare = a_micro_credential(title="Crane signals", description="")
    assert ask("crane", shelf=a_shelf(bare))[0].citations[0].quote == "Crane signals"


def test_a_long_description_is_found_by_what_stands_at_its_end():
    long = a_micro_credential(
        id="long", title="Farm work", description="Sheep. " * 227 + "Beekeeping and honey harvest."
    )
    shelf = a_shelf(CARE, long, SOLAR)
    assert len(chunks_of(long)) == 2
    assert all(len(chunk) <= CHUNK_CHARACTERS + 10 for chunk in chunks_of(long))
    assert ids(ask("beekeeping honey harvest", shelf=shelf))[0] == "long"
    assert len(shelf.keys) == 4


def test_teaching_puts_first_what_teaches_more_of_the_skills():
    one = a_micro_credential(id="one", skills=("urn:a",))
    both = a_micro_credential(id="two", skills=("urn:a", "urn:b"))
    found = teaching(a_shelf(one, both, CARE), ("urn:a", "urn:b"), Filters(), 10)
    assert [(m.micro_credential.id, m.coverage) for m in found] == [("two", 1.0), ("one", 0.5)]
    assert teaching(a_shelf(one), (), Filters(), 10) == []


def test_a_skill_that_was_only_inferred_counts_less():
    sure = a_micro_credential(id="z-sure", skills=(TaughtSkill(uri="urn:a", label="a"),))
    guessed = a_micro_credential(
        id="a-guessed", skills=(TaughtSkill(uri="urn:a", label="a", inferred=True, confidence=0.8),)
    )
    assert ids(teaching(a_shelf(guessed, sure), ("urn:a",), Filters(), 10)) == ["z-sure", "a-guessed"]


def test_a_field_is_cited_as_it_stands_and_not_at_all_where_nothing_stands():
    record = a_micro_credential(hours=20, price=Price(amount=Decimal("12.50"), currency="EUR"))
    assert cite(record, "hours").quote == "20"
    assert cite(record, "price").quote == "12.50"
    assert cite(record, "ects") is None
    assert cite(record, "no_such_field") is None


def test_outcomes_can_be_the_citation():
    record = a_micro_credential(description="A short course.", outcomes=(LearningOutcome(text="Reads meter values."),))
    citation = ask("reads meter", shelf=a_shelf(record))[0].citations[0]
    assert (citation.quote, citation.locator) == ("Reads meter values.", "learning_outcomes")


def test_terms_are_stems_codes_and_triples():
    assert terms("Welders' G-code", "en") == ["gcode", "welder", "g", "code"]
    assert terms("ช่างเชื่อม", "th")[0] == "ช่า"


def test_words_without_a_meaning_of_their_own_are_not_asked():
    assert question_terms("I want to learn the welding", "en") == ["weld"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.none() | st.integers(1, 90), st.none() | st.integers(0, 300)), max_size=12),
    st.integers(1, 100),
)
def test_whatever_is_found_keeps_the_limits_and_nothing_fitting_is_left_out(courses, limit):
    records = [
        a_micro_credential(
            id=f"c{n:02}", hours=hours, price=None if cost is None else Price(amount=Decimal(cost), currency="EUR")
        )
        for n, (hours, cost) in enumerate(courses)
    ]
    found = ask("solar", shelf=a_shelf(*records), limit=50, max_hours=limit, max_price=Decimal(150), currency="EUR")
    assert sorted(ids(found)) == [
        f"c{n:02}"
        for n, (hours, cost) in enumerate(courses)
        if hours is not None and hours <= limit and cost is not None and cost <= 150
    ]


def test_the_ranking_equals_the_plain_computation():
    records = [
        a_micro_credential(id=f"c{n:03}", title=f"Course {n} about {'xyz'[n % 3] * 3} {n * 7919}") for n in range(60)
    ]
    shelf = a_shelf(*records)
    wish = EMBEDDER.embed_query("Course about yyy 7919")
    by_hand = sorted(range(60), key=lambda row: (-round(float(shelf.vectors[row] @ wish), 5), row))
    found = search(shelf, Wish(wish, "", "en"), Filters(), 20)
    assert sorted(ids(found)[:10]) == sorted(f"c{row:03}" for row in by_hand[:10])


def a_crowd_and_the_bare(nearer_by: float):
    """Twenty described records at cosines .2 to .39 of the question, and twelve bare ones somewhat nearer."""
    described = [
        a_micro_credential(
            id=f"d{n:02}", title=f"Module {n}", description="Described at some length, as most are, really."
        )
        for n in range(20)
    ]
    bare = [a_micro_credential(id=f"bare{n:02}", title="Module", description="") for n in range(12)]
    cosines = [0.2 + n * 0.01 for n in range(20)] + [0.3 + nearer_by + n * 0.005 for n in range(12)]
    vectors = np.array([[c, (1 - c * c) ** 0.5] for c in cosines], np.float32)
    return shelve(1, [*described, *bare], [["x"]] * 32, vectors)


def test_records_that_are_only_a_title_do_not_crowd_the_top_because_they_are_short():
    shelf = a_crowd_and_the_bare(nearer_by=0.05)

    found = search(shelf, Wish(np.array([1, 0], np.float32), "", "en"), Filters(), 3)

    assert ids(found)[:2] == ["d19", "bare11"]


def test_a_title_that_is_what_was_asked_for_still_comes_first():
    shelf = a_crowd_and_the_bare(nearer_by=0.4)

    found = search(shelf, Wish(np.array([1, 0], np.float32), "", "en"), Filters(), 2)

    assert ids(found) == ["bare11", "bare10"]

"""Does whatever a provider writes survive a check, and does what was taken in come back unchanged?"""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import formats
from knowledge.errors import KnowledgeError
from knowledge.formats.headings import COLUMNS
from knowledge.formats.same_course import OFFER_COLUMNS
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.submissions.intake import take_in
from knowledge.vocabulary.submission import CourseDraft, Reading

NOW = datetime(2026, 11, 22, tzinfo=UTC)
WORDS = st.sampled_from(
    ["", "0", "40", "1.200,50", "-3", "free", "EUR", "BAM", "bs|en", "online", "evening", "2027-03-15", "EQF 3", "=1+1", "'", '"',
     "<p>x</p>", "&lt;b&gt;", "x|y", "|", "\ufeff", "\u202e", "n/a", "Škola", "ไทย", "line\nline", "12.125", "https://a.example/b"]
)  # fmt: skip
CELLS = st.one_of(WORDS, st.text(max_size=30), st.lists(WORDS, max_size=3).map("|".join))
ROWS = st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS, max_size=10), min_size=1, max_size=4)


# Two schools without an awarding body in common are two courses in a table, so the teacher stays out of these
OF_THE_SAME_SCHOOL = [column for column in OFFER_COLUMNS if column != "provider"]
OFFERS = st.lists(st.dictionaries(st.sampled_from(OF_THE_SAME_SCHOOL), CELLS, max_size=5), max_size=2)


def published(rows, offers):
    drafts = tuple(
        CourseDraft(row=n, fields={"title": f"Course {n}", **row}, offers=tuple(offers))
        for n, row in enumerate(rows, start=2)
    )
    reading = Reading(format="csv", drafts=drafts, mapping={"title": "title", "provider": "provider"})
    store = MemoryCatalogueStore()
    report, _ = take_in("x", b"x", who="o", store=store, now=NOW, publish=True, read=lambda *_: reading)
    assert report.rows == len(rows)
    return store


@pytest.mark.parametrize("name", formats.writable())
@settings(max_examples=60, deadline=None)
@given(rows=ROWS, offers=OFFERS)
def test_what_was_taken_in_is_the_same_after_export_and_import(name, rows, offers):
    store = published(rows, offers)
    exported = formats.write(store.micro_credentials(), name)
    if not store.micro_credentials():
        return
    report, _ = take_in("x", exported, format=name, who="o", store=store, now=NOW, publish=False)
    assert (report.rows, report.added, report.updated, report.rejected) == (len(store.micro_credentials()), 0, 0, 0)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused_with_a_sentence(content):
    with suppress(KnowledgeError):
        report, _ = take_in("x", content, who="o", store=MemoryCatalogueStore(), now=NOW, publish=False)
        assert report.rows == report.accepted + report.rejected

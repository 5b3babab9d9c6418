"""Is a PDF read page by page, as people read it?"""

import pytest

from knowledge.documents import extract
from knowledge.errors import MalformedDraft
from knowledge.policy_documents import in_quarantine
from tests.fakes.small_pdf import a_pdf


def running(number):
    return [(70, 810, 9, f"Journal of rules {number}"), (290, 30, 9, str(number))]


def column(x, words):
    return [(x, 700 - 14 * n, 10, line) for n, line in enumerate(words)]


def test_pages_are_kept_and_running_heads_and_numbers_of_pages_are_not():
    pages = [[*running(n), (70, 700, 10, f"The rule number {n} says something of its own.")] for n in (1, 2, 3)]
    blocks = extract(a_pdf(*pages)).blocks
    assert [(block.page, block.text) for block in blocks] == [
        (1, "The rule number 1 says something of its own."),
        (2, "The rule number 2 says something of its own."),
        (3, "The rule number 3 says something of its own."),
    ]


def test_a_word_that_was_cut_at_the_end_of_a_line_is_whole_and_a_hyphen_of_its_own_stays():
    lines = ("The self-assessment and the quali-", "fication stand in the same rule, the self-", "assessment first.")
    blocks = extract(a_pdf(column(70, lines))).blocks
    assert [block.text for block in blocks] == [
        "The self-assessment and the qualification stand in the same rule, the self-assessment first."
    ]


def test_two_columns_are_read_one_after_the_other():
    left = [f"left line {n} of the running text" for n in range(6)]
    right = [f"right line {n} of the running text" for n in range(6)]
    mixed = [line for pair in zip(column(60, left), column(320, right), strict=True) for line in pair]
    text = " ".join(block.text for block in extract(a_pdf(mixed)).blocks)
    assert text.index("left line 5") < text.index("right line 0")


def test_a_larger_line_is_a_heading_and_a_sentence_goes_on_across_pages():
    first = [(70, 760, 18, "Funding of courses"), *column(70, ["The office pays the fee of a course that it"])]
    second = column(70, ["has approved before the start."])
    assert [tuple(block) for block in extract(a_pdf(first, second)).blocks] == [
        (1, "Funding of courses", 1),
        (0, "The office pays the fee of a course that it has approved before the start.", 1),
    ]


def test_cells_far_apart_are_kept_apart():
    blocks = extract(a_pdf([(70, 700, 10, "Level 4"), (300, 700, 10, "300 euros")])).blocks
    assert [block.text for block in blocks] == ["Level 4 | 300 euros"]


def test_too_many_pages_are_refused_with_the_number():
    with pytest.raises(MalformedDraft, match="201 pages; 200 are the most"):
        extract(a_pdf(*[[(70, 700, 10, "x")]] * 201))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("resources__encrypted-file.pdf", "protected by a password"),
        ("resources__imagemagick-lzw.pdf", "only pictures of its 1 page, no text: it was scanned"),
    ],
)
def test_what_cannot_be_read_is_refused_in_the_child_process_with_a_sentence(shared_data, file, sentence):
    content = (shared_data / "data" / "hostile" / "pdf" / "pypdf" / file).read_bytes()
    with pytest.raises(MalformedDraft, match=sentence) as caught:
        in_quarantine(content, file)
    assert caught.value.hint


def test_the_child_process_reads_a_pdf():
    found = in_quarantine(a_pdf([(70, 700, 10, "The office pays the fee.")]), "fee.pdf")
    assert (found.form, found.pages, [block.text for block in found.blocks]) == ("pdf", 1, ["The office pays the fee."])

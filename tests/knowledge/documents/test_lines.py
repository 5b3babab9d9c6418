"""Does a document that somebody wrote about themselves keep its lines?"""

import io

import pytest

from knowledge.documents.lines import as_lines
from knowledge.errors import MalformedDraft
from tests.fakes.small_pdf import a_pdf

CV = "WORK\n2019 Forklift driver\nSKILLS\nWelding\n"


def a_word_file(*paragraphs):
    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_lines_of_a_text_are_not_joined_to_paragraphs():
    assert as_lines(CV.encode(), "cv.txt") == ["WORK", "2019 Forklift driver", "SKILLS", "Welding"]


def test_a_text_without_an_ending_in_its_name_is_read_by_its_content():
    assert as_lines(CV.encode())[1] == "2019 Forklift driver"


def test_each_paragraph_of_a_word_file_is_a_line():
    assert as_lines(a_word_file("Skills", "Welding", "First aid")) == ["Skills", "Welding", "First aid"]


def test_a_line_of_a_pdf_that_the_page_was_too_narrow_for_is_one_line_and_a_heading_stays_apart():
    lines = ["Experience", "since 2016 welder, responsible for the", "maintenance of ships", "Skills"]
    pdf = a_pdf([(70, 700 - 14 * n, 10, line) for n, line in enumerate(lines)])

    assert as_lines(pdf) == ["Experience", "since 2016 welder, responsible for the maintenance of ships", "Skills"]


def test_a_file_without_a_letter_is_refused():
    with pytest.raises(MalformedDraft, match="no text"):
        as_lines(b" \n\n --- \n")


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 300, bytes(range(256)) * 4])
def test_what_is_no_text_is_not_read_as_one(content):
    with pytest.raises(MalformedDraft):
        as_lines(content, "cv.txt")


def test_only_so_many_lines_are_read_and_each_only_so_far():
    lines = as_lines(("x" * 1000 + "\n").encode() * 1000)

    assert len(lines) == 400
    assert {len(line) for line in lines} == {400}

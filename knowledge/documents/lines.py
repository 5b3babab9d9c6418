"""Which lines does a person's own document hold? In a CV the lines say what belongs together, not the paragraphs."""

from knowledge.documents import MARKDOWN, PDF, TEXT, extract, form_of, load_for
from knowledge.documents.blocks import has_words, readable
from knowledge.errors import MalformedDraft
from knowledge.formats.reading_text import decode

__all__ = ["as_lines", "load_for"]

MOST_LINES = 400
LONGEST_LINE = 400
"""Characters; a CV is not longer than that, and what comes behind is not read."""
LETTERS_OF_A_FULL_LINE = 30


def as_lines(content: bytes, name: str = "") -> list[str]:
    """Read a file by its content, line by line: what the child process answers. Raises MalformedDraft."""
    form = form_of(content, name)
    if form == PDF:
        lines = _whole_again(_pdf_lines(content))
    elif form in {TEXT, MARKDOWN}:
        lines = [readable(line) for line in decode(content).text.splitlines()]
    else:
        lines = [block.text for block in extract(content, name).blocks]
    worded = [line[:LONGEST_LINE] for line in lines if has_words(line)]
    if not worded:
        raise MalformedDraft("The file holds no text.", hint="Check the file.")
    return worded[:MOST_LINES]


def _pdf_lines(content: bytes) -> list[str]:
    from knowledge.documents.pdf import lines_as_they_stand

    return lines_as_they_stand(content)


def _whole_again(lines: list[str]) -> list[str]:
    """Join a line with the one before where it goes on in small letters and that one was long: the page was too narrow."""
    whole: list[str] = []
    for line in lines:
        if whole and line[:1].islower() and len(whole[-1]) >= LETTERS_OF_A_FULL_LINE:
            whole[-1] = f"{whole[-1].rstrip('-')}{'' if whole[-1].endswith('-') else ' '}{line}"
        else:
            whole.append(line)
    return whole

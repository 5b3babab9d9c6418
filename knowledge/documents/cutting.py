"""Into which passages is a document cut: long enough to be understood alone, short enough to be quoted?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.documents.blocks import HEADING, ITEM, Block
from knowledge.sentences import count_words, sentences

FEWEST_WORDS, MOST_WORDS = 40, 120
MOST_WORDS_OF_A_LIST = 180
"""A list stays together with the sentence that leads to it, as far as the embedder reads on."""


class Cut(NamedTuple):
    """A passage before it has a number."""

    locator: str
    text: str


class _Text(NamedTuple):
    text: str
    level: int
    first: int
    last: int


def cut(blocks: Sequence[Block], title: str) -> list[Cut]:
    """Cut a document at its headings and then at the borders of paragraphs and sentences."""
    found: list[Cut] = []
    for heading, paragraphs in _sections(blocks, title):
        groups = _together(_whole_lists(paragraphs))
        found += [Cut(_place(heading, title, texts), "\n".join(text.text for text in texts)) for texts in groups]
    return found


def _sections(blocks: Sequence[Block], title: str) -> Iterator[tuple[str, list[Block]]]:
    """Group paragraphs under their heading, named with the headings above it except the document's title."""
    above: dict[int, str] = {}
    paragraphs: list[Block] = []
    for block in blocks:
        if block.level < HEADING:
            paragraphs.append(block)
            continue
        yield _named(above, title), paragraphs
        paragraphs = []
        above = {n: heading for n, heading in above.items() if n < block.level} | {block.level: block.text}
    yield _named(above, title), paragraphs


def _named(above: dict[int, str], title: str) -> str:
    return " › ".join(heading for _, heading in sorted(above.items()) if heading != title)


def _place(heading: str, title: str, texts: Sequence[_Text]) -> str:
    """Say where a passage stands: heading, page, or both."""
    first, last = texts[0].first, max(text.last for text in texts)
    if not first:
        return heading or title
    page = f"page {first}" if first == last else f"pages {first}–{last}"
    return f"{heading}, {page}" if heading else page


def _whole_lists(blocks: Sequence[Block]) -> Iterator[list[_Text]]:
    """Give what should not be parted: a paragraph, cut where it is too long, or a lead sentence with its list."""
    group: list[_Text] = []
    for block in blocks:
        text = _Text(block.text, block.level, block.page, block.page)
        belongs = block.level == ITEM and group and (group[-1].level == ITEM or _leads(group[-1].text))
        if belongs and _words(group) + count_words(block.text) <= MOST_WORDS_OF_A_LIST:
            group.append(text)
            continue
        if group:
            yield group
        *whole, last = _pieces(text)
        yield from ([piece] for piece in whole)
        group = [last]
    if group:
        yield group


def _leads(text: str) -> bool:
    return text.rstrip().endswith((":", "：", "–", "—"))


def _pieces(text: _Text) -> Iterator[_Text]:
    """Cut a paragraph that is too long at the ends of sentences; what stands between them stays as it is."""
    start = at = 0
    for sentence in sentences(text.text):
        place = text.text.index(sentence, at)
        if start < place and count_words(text.text[start : place + len(sentence)]) > MOST_WORDS:
            yield text._replace(text=text.text[start:place].rstrip())
            start = place
        at = place + len(sentence)
    yield text._replace(text=text.text[start:].rstrip())


def _together(groups: Iterator[list[_Text]]) -> Iterator[list[_Text]]:
    """Put groups together that are too short to be understood alone."""
    waiting: list[_Text] = []
    for group in groups:
        words = _words(waiting)
        # a passage of two pages could not say on which of them its quote stands
        enough = waiting and (
            words >= FEWEST_WORDS or words + _words(group) > MOST_WORDS or waiting[-1].last != group[0].first
        )
        if enough and not (_leads(waiting[-1].text) and group[0].level == ITEM):
            yield waiting
            waiting = []
        waiting = [*waiting, *group]
    if waiting:
        yield waiting


def _words(texts: Sequence[_Text]) -> int:
    return sum(count_words(text.text) for text in texts)

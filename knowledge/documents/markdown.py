"""Which headings, paragraphs, lists and tables does a Markdown text hold?"""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents import MARKDOWN, Extract
from knowledge.documents.blocks import ITEM, PARAGRAPH, Block, has_words, is_point, readable, rows_of_table
from knowledge.formats.cleaning import clean
from knowledge.formats.reading_text import decode

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.+?)\s*#*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_QUOTED = re.compile(r"^\s*>+ ?")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]]*\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), ""),
    (re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[\^[^\]\s]+\](?!:)"), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*)(?=[^\s*])(.+?)(?<=[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(__|_)(?=[^\s_])(.+?)(?<=[^\s_])\1(?![\w_])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])"), r"\1"),
)
"""Signs that a reader does not see; the words between them stay."""
_DEFINITION = re.compile(r"^\s*\[[^\]^]+\]:\s+\S+")


def read(content: bytes) -> Extract:
    """Read Markdown, with front matter where there is some."""
    decoded = decode(content)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    stated, body = front_matter(text)
    notes = tuple(finding.message for finding in decoded.findings)
    return Extract(MARKDOWN, tuple(_blocks(body)), stated, notes=notes)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Take the `key: value` lines between two lines of dashes at the top."""
    if not text.startswith("---\n"):
        return {}, text
    head, end, body = text[4:].partition("\n---")
    if not end:
        return {}, text
    pairs = (line.partition(":") for line in head.split("\n"))
    return {key.strip().lower(): clean(value.strip().strip("\"'")) for key, _, value in pairs if value.strip()}, body


def _blocks(text: str) -> Iterator[Block]:
    """Walk through the lines; what stands together is a paragraph, a list or a table."""
    together: list[str] = []
    fenced = False
    for line in [*text.split("\n"), ""]:
        if _FENCE.match(line):
            fenced = not fenced
            continue
        heading = None if fenced else _HEADING.match(line)
        if not heading and not _ends(line, together):
            together.append(line)
            continue
        yield from _together(together)
        together = [] if heading or not line.strip() else [line]
        if heading and (title := without_signs(heading[2])):
            yield Block(len(heading[1]), title)
    yield from _together(together)


def _ends(line: str, together: Sequence[str]) -> bool:
    """Say whether a line ends what stands together."""
    if not line.strip():
        return True
    return bool(together) and is_point(line) and not _is_table(together)


def _together(lines: Sequence[str]) -> Iterator[Block]:
    lines = [_QUOTED.sub("", line) for line in lines if not _DEFINITION.match(line)]
    if len(lines) >= 2 and re.fullmatch(r"=+|-{2,}", lines[1].strip()) and "|" not in lines[0]:
        yield Block(1 if "=" in lines[1] else 2, without_signs(lines[0]))
        lines = lines[2:]
    if _is_table(lines):
        headed = len(lines) > 1 and bool(_RULE.match(lines[1]))
        cells = [_cells(line) for line in lines if not _RULE.match(line)]
        yield from (Block(ITEM, row) for row in rows_of_table(cells, headed=headed))
        return
    text = without_signs(" ".join(line.strip() for line in lines))
    if has_words(text):
        yield Block(ITEM if is_point(text) else PARAGRAPH, text)


def _is_table(lines: Sequence[str]) -> bool:
    return bool(lines) and all(line.strip().startswith("|") or _RULE.match(line) for line in lines)


def _cells(line: str) -> list[str]:
    return [without_signs(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def without_signs(text: str) -> str:
    """Take out what Markdown writes around words; what stands in code marks or behind a backslash stays as it is."""
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    return readable(text)

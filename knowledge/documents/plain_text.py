"""Which paragraphs does a plain text hold?"""

import re
from collections.abc import Iterator

from knowledge.documents import TEXT, Extract
from knowledge.documents.blocks import ITEM, PARAGRAPH, Block, has_words, is_point, readable
from knowledge.documents.joining import joined_lines
from knowledge.formats.reading_text import decode

_UNDERLINED = re.compile(r"=+|-{2,}")
_NUMBERED = re.compile(
    r"^(?:(?:Article|Artikel|Art\.|Section|Chapter|Part|Član|Članak|Čl\.|Члан|Член|Neni|Pasal|Bab|Fasal|Perkara|§|Artículo|Capítulo|ข้อ|มาตรา|หมวด)\s*\S+|[IVX]{1,5}\.|\d+(?:\.\d+)*\.?)\s*(?:\S.{0,80})?$"
)
_LONGEST_HEADING = 90


def read(content: bytes) -> Extract:
    """Read text in any encoding that is met; paragraphs end at blank lines."""
    decoded = decode(content)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").removeprefix("\ufeff")
    return Extract(TEXT, tuple(_blocks(text)), notes=tuple(finding.message for finding in decoded.findings))


def _blocks(text: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if len(lines) == 2 and _UNDERLINED.fullmatch(lines[1].strip()):
            yield Block(1 if "=" in lines[1] else 2, readable(lines[0]))
        elif len(lines) == 1 and is_heading(lines[0]):
            yield Block(2, readable(lines[0]))
        else:
            yield from paragraphs(lines)


def is_heading(line: str) -> bool:
    """Say whether a line that stands alone is a heading: a numbered title or capitals, without the end of a sentence."""
    bare = line.strip()
    if len(bare) > _LONGEST_HEADING or bare.endswith((".", ";", ",", ":")) or not has_words(bare):
        return False
    letters = [c for c in bare if c.isalpha()]
    return bool(_NUMBERED.match(bare)) or (len(letters) > 3 and bare.upper() == bare and bare.lower() != bare)


def paragraphs(lines: list[str]) -> Iterator[Block]:
    """Join the lines of a paragraph; each point of a list stays one of its own."""
    together: list[str] = []
    for line in [*lines, ""]:
        if together and (not line or is_point(line)):
            text = readable(joined_lines(together))
            if has_words(text):
                yield Block(ITEM if is_point(text) else PARAGRAPH, text)
            together = []
        together.append(line.strip())

"""Which parts of a message can be read on their own? One sentence about dying stands out less among five about courses."""

import re

SENTENCES = re.compile(r"[.!?;\n…।。]+")
CLAUSES = re.compile(
    r"[.!?;:,()\n…।。]+|\s[-–—]+\s|\s(?:but|aber|ali|ama|tapi|tetapi|pero|por|al|no|megjithate|но|али|ама)\s",
    re.IGNORECASE,
)
THAI = re.compile(r"[\u0e00-\u0e7f]")
THAI_LETTERS = 6
"""Shorter bits between two spaces are particles, numbers or names."""
MOST = 40


def pieces(text: str) -> list[str]:
    """Give the message, then its sentences, then its clauses; nothing twice."""
    found = [text.strip(), *_worded(SENTENCES.split(text)), *_worded(CLAUSES.split(text))]
    if THAI.search(text):
        found += [bit for bit in re.split(r"[\s,.!?]+", text) if len(bit) >= THAI_LETTERS]
    return list(dict.fromkeys(found))[:MOST]


def _worded(parts: list[str]) -> list[str]:
    """Keep what has at least two words, or Thai, which writes none apart."""
    bare = (part.strip() for part in parts)
    return [part for part in bare if " " in part or (THAI.search(part) and len(part) >= THAI_LETTERS)]

"""What does an embedding engine get to see of a text, so that no text can break or block it?"""

import unicodedata

QUERY_CHARACTERS = 1_000
DOCUMENT_CHARACTERS = 2_400
"""About 400–600 tokens of a Latin text; engines that count tokens cut closer."""


def cleaned(text: str, limit: int) -> str:
    """Normalise, drop what cannot be encoded, cut. Raises ValueError where no letter or digit is left."""
    kept = "".join(
        " " if c.isspace() else c
        for c in text[: 2 * limit]
        if unicodedata.category(c) not in {"Cs", "Cc"} or c.isspace()
    )
    short = " ".join(unicodedata.normalize("NFC", kept).split())[:limit]
    if not any(c.isalnum() for c in short):
        raise ValueError("there is no text to embed")
    return short

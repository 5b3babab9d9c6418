"""When do two spellings mean the same word?"""

import unicodedata
from collections import Counter
from functools import lru_cache

CYRILLIC_TO_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "đ", "ѓ": "gj", "е": "e", "ж": "ž", "з": "z", "ѕ": "dz",
    "и": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "ћ": "ć", "ќ": "kj", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "č", "џ": "dž", "ш": "š",
    "й": "j", "щ": "šč", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja", "ё": "jo", "і": "i", "ї": "ji",
    "є": "je", "ґ": "g",
}  # fmt: skip
WITHOUT_DECOMPOSITION = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}


def to_latin(text: str) -> str:
    """Write Cyrillic in Latin letters as Serbian and Macedonian do; the rest stays."""
    return "".join(_latin(c) for c in text)


def folded(text: str) -> str:
    """Write in small Latin letters without diacritics; other scripts keep their letters."""
    return unicodedata.normalize("NFC", text).translate(_FOLDS)


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """Fold, and give for each folded character the place in `text` that it came from."""
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        piece = _folded_character(character)
        pieces.append(piece)
        places.extend([place] * len(piece))
    return "".join(pieces), places


def scripts_of(text: str) -> dict[str, int]:
    """Count the letters of each script."""
    return Counter(_script(c) for c in text if c.isalpha())


def _latin(character: str) -> str:
    low = CYRILLIC_TO_LATIN.get(character.lower())
    if low is None:
        return character
    return low if character.islower() else low.capitalize()


class _Folds(dict[int, str]):
    """A table for str.translate that learns each character once."""

    def __missing__(self, point: int) -> str:
        self[point] = _folded_character(chr(point))
        return self[point]


_FOLDS = _Folds()


@lru_cache(maxsize=4_096)
def _folded_character(character: str) -> str:
    low = character.lower()
    latin = CYRILLIC_TO_LATIN.get(low, low)
    if _script(character) not in {"LATIN", "CYRILLIC", "GREEK"}:
        # Thai vowel signs and their like are letters of the word, not ornaments
        return low
    plain = "".join(WITHOUT_DECOMPOSITION.get(c, c) for c in latin)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


@lru_cache(maxsize=4_096)
def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split(" ")[0]

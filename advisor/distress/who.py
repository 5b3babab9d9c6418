"""Which parts of a message only tell who somebody is: name, age, gender, religion, nationality?

They say nothing of danger, and must not tip the scales of what was learnt from examples: the same words from another
person are weighed alike.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from knowledge.transliteration import folded, to_latin

CLAUSES = re.compile(r"([.!?;,:()\n…।。]+)")
WORDS = re.compile(r"[^\W_]+")
NAMED = re.compile(
    r"\b(my name is|i'?m called|i am called|call me|this is|zovem se|ime mi je|ich hei(?:ss|s)e|mein name ist|quhem|emri im eshte"
    r"|se vikam|imeto mi e|nama saya|nama aku|namaku|me llamo|mi nombre es|saya bernama)\s+(\w+)"
)
"""What follows is a name, whatever else the word may mean."""
PERHAPS_NAMED = re.compile(
    r"(?:hello|hi|hey|halo|hallo|zdravo)?\s*(?:i'?m|i am|ja sam|ich bin|jam|jas sum|saya|soy)\s+\w+"
)
"""A name too where the word begins large, and the writer tells more of who they are."""
SHORTEST_STEM = 4
"""Shorter ones begin too many other words, and are whole words."""
THAI = re.compile(
    r"(?<![\u0e00-\u0e7f])(?:ฉัน|ผม|ดิฉัน|หนู)?(?:ชื่อ[\u0e00-\u0e7fA-Za-zÀ-ž]+|อายุ\s*\d+\s*(?:ปี)?|เป็น(?:ผู้หญิง|ผู้ชาย|คน[\u0e00-\u0e7f]+|มุสลิม)"
    r"|(?:นับถือ)?ศาสนา[\u0e00-\u0e7f]+|นับถือ[\u0e00-\u0e7f]+|สัญชาติ[\u0e00-\u0e7f]+)(?=\s|$|[,.])"
)


def without_who(text: str) -> str:
    """Leave out the clauses that hold nothing else; the rest stays as it was written."""
    parts = CLAUSES.split(THAI.sub(" ", text))
    kept = ["" if _only_tells_who(part) else part for part in parts[::2]]
    if any(part.strip() and not left for part, left in zip(parts[::2], kept, strict=True)):
        kept = ["" if _is_perhaps_a_name(part) else part for part in kept]
    # the mark behind a clause goes with it
    marks = [mark if clause.strip() else "" for clause, mark in zip(kept, [*parts[1::2], ""], strict=True)]
    return "".join(clause + mark for clause, mark in zip(kept, marks, strict=True)).strip()


def _only_tells_who(clause: str) -> bool:
    words = WORDS.findall(NAMED.sub(" ", _plain(clause)).replace("'", ""))
    return all(_tells_who(word) for word in words)


def _is_perhaps_a_name(clause: str) -> bool:
    bare = clause.split()
    return bool(bare) and bare[-1][0].isupper() and PERHAPS_NAMED.fullmatch(_plain(clause).strip()) is not None


def _plain(clause: str) -> str:
    return folded(to_latin(clause)).replace("’", "'")


def _tells_who(word: str) -> bool:
    known = _known()
    return word.isdecimal() or word in known.words or word.startswith(known.stems)


@dataclass(frozen=True)
class _Known:
    words: frozenset[str]
    stems: tuple[str, ...]


@lru_cache(maxsize=1)
def _known() -> _Known:
    """Read the words for people, beliefs and peoples, and for what joins them; countries are those of the gazetteer."""
    told = json.loads((files("advisor") / "distress" / "who.json").read_text("utf-8"))
    places = json.loads((files("advisor") / "reading" / "lexicon" / "places.json").read_text("utf-8"))
    countries = (folded(name) for names in places["countries"].values() for name in names)
    stems = (*told["beliefs"], *told["peoples"])
    return _Known(
        words=frozenset((*told["joining"], *told["people"], *stems, *countries)),
        stems=tuple(stem for stem in stems if len(stem) >= SHORTEST_STEM),
    )

"""What of a message does a language model's provider never get to read (R9, G18)?"""

import re
from functools import lru_cache

from advisor.reading.words import phrases, said

LONGEST = 1_500
"""Characters of a message that go out: what somebody does and wants is said in fewer."""
NAME_WORDS = 3
"""Words after "my name is" that may be the name."""
ENOUGH_DIGITS = 5
"""From which on a number may be a telephone's, an account's, a document's or a post code's; hours and prices are shorter."""

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[e-mail]", re.compile(r"[^\s@<>()\[\],;:]+\s?(?:@|\[at\]|\(at\))\s?[^\s@<>()\[\],;:]+\.[^\s@<>()\[\],;:]+", re.IGNORECASE)),
    ("[address]", re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]{2,}(?:\.[\w-]{2,})*\.(?:com|org|net|info|edu|gov|ba|rs|hr|me|mk|al|de|at|ch|id|my|th|eu|uk|io|co)\b(?:/\S*)?", re.IGNORECASE)),
    ("[handle]", re.compile(r"(?<![\w@])@\w{3,}")),
    ("[number]", re.compile(r"\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b", re.IGNORECASE)),
    ("[number]", re.compile(r"(?<![\w])\d{1,3}(?:\.\d{1,3}){3}(?!\w)")),
    ("[number]", re.compile(r"\b[a-z]{1,4}\d{2}(?:[ -]?[a-z0-9]{4}){2,8}(?:[ -]?[a-z0-9]{1,4})?\b", re.IGNORECASE)),
    ("[number]", re.compile(r"(?<!\w)[a-z]{0,3}\+?\(?\d(?:[\d\s()./+x-]{0,2}\d)+(?:\s?(?:ext|x)\.?\s?\d+)?(?!\w)", re.IGNORECASE)),
    ("[place]", re.compile(
        r"(?:\b(?:\w+\s){0,2}\w*(?:straße|strasse|str\.|gasse|allee|street|avenue|ave\.|boulevard|blvd\.?|lane|road|drive)|"
        r"\b(?:ulica|ulici|ul\.|улица|ул\.|rruga|rr\.|jalan|jl\.|jln\.?|ถนน|ซอย|calle|via)\s*\w[\w'’-]*(?:\s[A-ZČĆŠŽĐА-Я][\w'’-]*){0,2})"
        r"\s*,?\s*(?:no\.?|br\.?|nr\.?|бр\.?)?\s*\d+\w?\b", re.IGNORECASE)),
    ("[name]", re.compile(
        r"(?<!\w)(?:(?i:mr|mrs|ms|miss|dr|prof|herrn?|frau|bapak|pak|ibu|gospodin|gospođa|gđa|g\.|zoti|zonja|г-ѓа|г-дин|นาย|นาง|นางสาว|คุณ|encik|puan|señora?|sr|sra)\.?\s)"
        r"[A-ZÀ-ÝČĆŠŽĐА-Яก-๙][\w'’-]+(?:\s[A-ZÀ-ÝČĆŠŽĐА-Я][\w'’-]+){0,2}")),
    ("[name]", re.compile(
        r"(?i:\b(?:regards|sincerely|yours|cheers|pozdrav|lijep pozdrav|srdačno|grüße|grüßen|gruß|salam|me respekt|поздрав|saludos)\b)[,\s]{1,3}"
        r"[A-ZÀ-ÝČĆŠŽĐА-Я][\w'’-]+(?:\s[A-ZÀ-ÝČĆŠŽĐА-Я][\w'’-]+){0,2}\s*$")),
)  # fmt: skip
"""Mail, links, numbers that may name somebody, streets with their number, and names that are labelled as such."""
WORD = re.compile(r"\s*(?P<word>[^\W\d_][\w'’-]*)")
SMALL = re.compile(r"\b(?:and|und|i|dan|dhe|и|y|from|aus|iz|dari|nga|од)\b", re.IGNORECASE)


def without_personal_data(text: str) -> str:
    """Put a word in brackets in place of what names or reaches a person."""
    shown = _without_names(text[:LONGEST])
    for instead, pattern in PATTERNS:
        shown = pattern.sub(lambda found, instead=instead: _instead(found[0], instead), shown)  # type: ignore[misc]
    return shown


def _instead(found: str, instead: str) -> str:
    if instead == "[number]" and sum(c.isdigit() for c in found) < ENOUGH_DIGITS:
        return found
    return instead


def _without_names(text: str) -> str:
    """Take out what follows "my name is" and the like, in all languages."""
    known = said(text, "en")
    places = [(known.places[m.end() - 1] + 1) for m in _cues().finditer(known.plain) if m.end() > m.start()]
    for start in sorted(places, reverse=True):
        end = _end_of_name(text, start)
        if end > start:
            text = f"{text[:start]} [name]{text[end:]}"
    return text


def _end_of_name(text: str, start: int) -> int:
    """Go on over words that are written like a name; the first counts however it is written."""
    end = start
    for number in range(NAME_WORDS):
        found = WORD.match(text, end)
        if found is None or SMALL.fullmatch(found["word"]):
            break
        if number and not found["word"][0].isupper():
            break
        end = found.end()
    return end


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    return phrases("cue.name")

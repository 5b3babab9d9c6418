"""What do the policy documents say about a question, word for word?"""

import re

from advisor.translations import translate
from advisor.vocabulary.conversation import NoticeBlock, TextBlock
from advisor.writing.draft import Draft, numbered, place_of
from knowledge.library import Library
from knowledge.transliteration import folded
from knowledge.vocabulary.language import NAMES
from knowledge.vocabulary.search import PassageMatch

COMPARING = re.compile(
    r"\bdifferen|\bdiffer\b|\bversus\b|\bvs\b|\bcompare|\brazlik|\brazlicit|\busporedi|\buporedi|\bunterschied|\bvergleich"
    r"|\bbeda(?:nya)?\b|\bperbedaan|\bperbezaan|\bberbeza|\bbanding|\bdallim|\bndrysh|ต่าง|เปรียบเทียบ"
)
WHOM: tuple[tuple[str, str], ...] = (
    (
        r"recogni|priznava|priznat|priznan|nostrifi|anerk|diakui|diiktiraf|pengakuan|pengiktirafan|njoh|prizna|ects|universit|univerz|sveucil|รับรอง|มหาวิทยาลัย",
        "the university or employer itself, or the recognition office (ENIC-NARIC) of your country",
    ),
    (
        r"\bpay|\bfund|\bgrant|\bmoney|\bcost|\bvoucher|finans|financir|plac|plat|kost|forder|bezahl|biaya|bayar|dana|pages|pagua|paguaj|ค่าใช้จ่าย|ทุน|จ่าย",
        "the public employment service of your town",
    ),
)
SEVERAL = 8
"""Passages looked through for a second document to compare with."""
ANYBODY = "the provider of the course, or the public employment service of your town"


def answer(question: str, language: str, library: Library) -> Draft:
    """Quote the passage that answers, two where a difference is asked for, or say that the sources do not say."""
    comparing = bool(COMPARING.search(folded(question)))
    found = library.passages(question, language.partition("-")[0], SEVERAL if comparing else 1)
    if not found.answerable or not found.matches:
        return _not_in_sources(question, language)
    chosen = _compared(found.matches) if comparing else found.matches[:1]
    draft = Draft(
        citations=numbered(match.citation for match in chosen),
        passages={place_of(match.citation): match.passage.text for match in chosen},
        blocks=tuple(_quoted(match, n, language) for n, match in enumerate(chosen, 1)),
    )
    foreign = {match.document.language for match in chosen} - {language.partition("-")[0], "und"}
    return draft.after(_as_it_stands(foreign, language)) if foreign else draft


def _compared(matches: tuple[PassageMatch, ...]) -> tuple[PassageMatch, ...]:
    """Take the best passage of each of two documents."""
    best: dict[str, PassageMatch] = {}
    for match in matches:
        best.setdefault(match.document.id, match)
    return tuple(best.values())[:2]


def _quoted(match: PassageMatch, number: int, language: str) -> TextBlock:
    text = translate(language, "{source}: “{quote}”", source=match.document.title, quote=match.citation.quote)
    return TextBlock(text=text, citations=(number,))


def _as_it_stands(foreign: set[str], language: str) -> TextBlock:
    names = ", ".join(sorted(NAMES.get(tag, tag) for tag in foreign))
    return TextBlock(
        text=translate(language, "I quote the source as it stands, in its own language ({name}).", name=names)
    )


def _not_in_sources(question: str, language: str) -> Draft:
    plain = folded(question)
    whom = next((office for words, office in WHOM if re.search(words, plain)), ANYBODY)
    text = translate(language, "My sources do not say. You could ask {whom}.", whom=translate(language, whom))
    return Draft(blocks=(NoticeBlock(kind="not_in_sources", text=text),))

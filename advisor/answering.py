"""What do the policy documents say about a question, word for word?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from advisor.dialogue import Scene
from advisor.hearing import question_of
from advisor.parts import Parts
from advisor.places_named import not_spoken_of
from advisor.sources_named import COMPARING, named, only_of, speaks_of
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, NoticeBlock, TextBlock
from advisor.vocabulary.conversation import Conversation, NumberedCitation
from advisor.writing.draft import Draft, place_of
from knowledge.library import Library
from knowledge.transliteration import folded
from knowledge.vocabulary.language import NAMES
from knowledge.vocabulary.search import PassageMatch, SourceKind

WHOM: tuple[tuple[str, str], ...] = (
    (
        r"recogni|prizna|nostrifi|anerk|diakui|diiktiraf|pengakuan|pengiktirafan|njoh|njih|ects|universit|univerz|sveucil|fakultet|hochschul|รับรอง|ยอมรับ|มหาวิทยาลัย",
        "the university or employer itself, or the recognition office (ENIC-NARIC) of your country",
    ),
    (
        r"\bpay|\bfund|\bgrant|\bmoney|\bcost|\bvoucher|finans|financ|plac|plat|plak|\bdaje|kost|forder|zahl|biaya|bayar|dana|pages|pagua|ค่าใช้จ่าย|ทุน|จ่าย",
        "the public employment service of your town",
    ),
)
"""Words of a question → who may know what our sources do not say."""
ANYBODY = "the provider of the course, or the public employment service of your town"
LOOKED_AT = 8
LOOKED_AT_FOR_SOURCES = 30
"""Passages looked through for the best one of a source that was named."""
MOST_QUOTES = 4
MOST_QUESTIONS = 3
TELLING_APART = 2
"""Passages that speak of both sources and are quoted where the difference is asked for."""
SAME_HEADING = 0.6
"""Share of the shorter heading's words that two sections have in common when they answer the same question."""
FEWEST_WORDS = 3
"""Words that two headings share at least: "Who pays?" is asked of every country."""
NEARLY = 0.8
"""Share of the best passage's score that another source's section must reach."""
QUOTED = "{source}, “{section}”: “{quote}”"
TWO_SOURCES = "These are separate sources, {sources}: what one says does not bind the other."
ELSEWHERE = "What I quoted says nothing about {place} in particular; it may be different there."
ABOUT = "On “{question}”:"
ABOUT_ITSELF = ("about this note", "about this document")
ENDS = re.compile(r"(?<=[?？])\s+|\n+")


def answer_policy(scene: Scene, parts: Parts, _: datetime) -> Draft:
    """Answer each question of the message; a short one that says nothing alone is read with the one before."""
    text = question_of(scene.text, scene.language)
    return answer(text, scene.language, parts.library, _asked_before(scene.conversation))


def answer(question: str, language: str, library: Library, before: str = "") -> Draft:
    """Quote what answers each question, from each source that was named; or say that the sources do not say, and whom to ask."""
    draft = Draft()
    questions = _questions(question)
    for one in questions:
        draft = _answered(draft, one, language, library, before, several=len(questions) > 1)
    return draft


def answer_in(draft: Draft, question: str, language: str, library: Library) -> Draft:
    """Add to a reply what the rules say; nothing where they do not say anything."""
    chosen = _chosen(question, language, library, "")
    return _quoting(draft, chosen, language) if chosen else draft


def _questions(text: str) -> list[str]:
    """Cut a message into its questions; what stands before or between them belongs to the next one."""
    found, rest = [], ""
    for piece in ENDS.split(text.strip()):
        rest = f"{rest} {piece}".strip()
        if piece.endswith(("?", "？")) and len(piece.split()) > 1:
            found.append(rest)
            rest = ""
    return found[:MOST_QUESTIONS] if len(found) > 1 else [text]


def _answered(draft: Draft, question: str, language: str, library: Library, before: str, *, several: bool) -> Draft:
    chosen = _chosen(question, language, library, before)
    if chosen:
        return _quoting(draft, chosen, language).after(*_elsewhere(question, chosen, language))
    missing = _not_in_sources(question, language)
    about = (TextBlock(text=translate(language, ABOUT, question=question)),) if several and not _tells(question) else ()
    return draft.after(*about, missing)


def _elsewhere(question: str, chosen: Sequence[PassageMatch], language: str) -> tuple[TextBlock, ...]:
    """Say that the passages do not speak of the country that was asked about."""
    texts = " ".join(f"{m.document.title} {m.passage.locator} {m.passage.text}" for m in chosen)
    place = not_spoken_of(question, language.partition("-")[0], texts)
    return (TextBlock(text=translate(language, ELSEWHERE, place=place)),) if place else ()


def _tells(question: str) -> bool:
    """A question with figures is not said back: figures need a source."""
    return any(letter.isdigit() for letter in question)


def _chosen(question: str, language: str, library: Library, before: str) -> tuple[PassageMatch, ...]:
    """Choose the passages to quote; empty where none answers."""
    own = language.partition("-")[0]
    comparing = bool(COMPARING.search(folded(question)))
    found = library.passages(question, own, LOOKED_AT)
    matches = _without_notes(found.matches)
    if not found.answerable:
        matches = _with_the_one_before(question, before, own, matches, library)
    if not matches:
        return ()
    asked = named(question) | (named(before) if comparing else frozenset())
    if comparing or len(asked) > 1:
        return _compared(matches, f"{before} {question}".strip() if comparing else question, own, asked, library)
    fitting = [m for m in matches if asked and any(speaks_of(m, source) for source in asked)]
    best = fitting[0] if fitting and fitting[0].score >= NEARLY * matches[0].score else matches[0]
    return (best,) if asked else (best, *_same_question_elsewhere(best, matches))


def _with_the_one_before(
    question: str, before: str, language: str, matches: Sequence[PassageMatch], library: Library
) -> tuple[PassageMatch, ...]:
    """Read a question that says too little alone with the one before: only passages that are near to it, too, answer."""
    if not before:
        return ()
    together = library.passages(f"{before} {question}", language, LOOKED_AT)
    near = {match.passage.id for match in matches[:3]}
    return tuple(m for m in _without_notes(together.matches) if m.passage.id in near) if together.answerable else ()


def _same_question_elsewhere(best: PassageMatch, matches: Sequence[PassageMatch]) -> tuple[PassageMatch, ...]:
    """Give the section of another issuer's document that answers the same question about as well."""
    for match in matches:
        other = match.document.id != best.document.id and match.document.issuer != best.document.issuer
        if other and match.score >= NEARLY * best.score and _alike(best.passage.locator, match.passage.locator):
            return (match,)
    return ()


def _alike(one: str, other: str) -> bool:
    words = [frozenset(re.findall(r"\w{3,}", folded(heading))) for heading in (one, other)]
    shared = len(words[0] & words[1])
    return shared >= FEWEST_WORDS and shared >= SAME_HEADING * min(map(len, words))


def _compared(
    matches: Sequence[PassageMatch], question: str, language: str, asked: frozenset[str], library: Library
) -> tuple[PassageMatch, ...]:
    """Quote what speaks of both sources, then the best passage of each source for its own part of the question."""
    if len(asked) < 2:
        return tuple(_one_of_each(matches)[:2])
    both = [m for m in matches if all(source in named(m.passage.text) for source in asked)][:TELLING_APART]
    chosen = list(both)
    for source in sorted(asked):
        wide = library.passages(only_of(source, question), language, LOOKED_AT_FOR_SOURCES).matches
        own = (m for m in _without_notes(wide) if speaks_of(m, source) and m not in both)
        chosen += [one for one in [next((m for m in own if len(named(m.passage.text)) < 2), None)] if one]
    return tuple(chosen[:MOST_QUOTES])


def _without_notes(matches: Sequence[PassageMatch]) -> tuple[PassageMatch, ...]:
    """Leave out what a document says about itself."""
    return tuple(m for m in matches if not folded(m.passage.locator).startswith(ABOUT_ITSELF))


def _one_of_each(matches: Sequence[PassageMatch]) -> list[PassageMatch]:
    best: dict[str, PassageMatch] = {}
    for match in matches:
        best.setdefault(match.document.id, match)
    return list(best.values())


def _quoting(draft: Draft, chosen: Sequence[PassageMatch], language: str) -> Draft:
    """Add the quotes, each once, and what tells their sources apart."""
    new = [m for m in chosen if not any(_cites(c, m) for c in draft.citations)]
    if not new:
        return draft
    start = len(draft.citations) + 1
    cited = tuple(NumberedCitation(n=n, **dict(match.citation)) for n, match in enumerate(new, start))
    blocks = [_quoted(match, quote.n, language) for match, quote in zip(new, cited, strict=True)]
    told = replace(
        draft,
        citations=(*draft.citations, *cited),
        passages=_passages(draft, new),
        blocks=(*draft.blocks, *blocks, *_told_apart(new, cited, language)),
    )
    foreign = {match.document.language for match in new} - {language.partition("-")[0], "und"}
    return told.after(*_as_it_stands(foreign, language, told.blocks)) if foreign else told


def _passages(draft: Draft, chosen: Sequence[PassageMatch]) -> dict[str, str]:
    """Add what the quotes are from; two passages of one section stand one after the other."""
    texts = dict(draft.passages)
    for match in chosen:
        place = place_of(match.citation)
        texts[place] = f"{texts[place]}\n{match.passage.text}" if place in texts else match.passage.text
    return texts


def _cites(citation: NumberedCitation, match: PassageMatch) -> bool:
    return (citation.id, citation.locator, citation.quote) == (match.citation.id, match.citation.locator, match.quote)


def _quoted(match: PassageMatch, number: int, language: str) -> TextBlock:
    quote, section = match.citation.quote, match.citation.locator
    text = translate(language, QUOTED, source=match.document.title, section=section, quote=quote)
    return TextBlock(text=text, citations=(number,))


def _told_apart(
    chosen: Sequence[PassageMatch], cited: Sequence[NumberedCitation], language: str
) -> Iterator[TextBlock]:
    """Name the issuers where two or more speak."""
    issuers = list(dict.fromkeys(m.document.issuer or m.document.title for m in chosen))
    if len(issuers) > 1:
        text = translate(language, TWO_SOURCES, sources=" / ".join(issuers))
        yield TextBlock(text=text, citations=tuple(each.n for each in cited))


def _as_it_stands(foreign: set[str], language: str, told: Sequence[Block]) -> tuple[TextBlock, ...]:
    names = ", ".join(sorted(NAMES.get(tag, tag) for tag in foreign))
    text = translate(language, "I quote the source as it stands, in its own language ({name}).", name=names)
    said = any(isinstance(block, TextBlock) and block.text == text for block in told)
    return () if said else (TextBlock(text=text),)


def _not_in_sources(question: str, language: str) -> NoticeBlock:
    plain = folded(question)
    whom = next((office for words, office in WHOM if re.search(words, plain)), ANYBODY)
    text = translate(language, "My sources do not say. You could ask {whom}.", whom=translate(language, whom))
    return NoticeBlock(kind="not_in_sources", text=text)


def _asked_before(conversation: Conversation) -> str:
    """Give the question before, where the reply to it quoted the rules or said that they do not say."""
    turns = [turn for turn in conversation.turns if turn.reply is not None and turn.message]
    reply = turns[-1].reply if turns else None
    if reply is None:
        return ""
    quoted = any(citation.source is SourceKind.POLICY for citation in reply.citations)
    return turns[-1].text if quoted else ""

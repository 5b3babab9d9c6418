"""How does a reply look in Telegram: which bubbles, with which words marked and which buttons beneath?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from advisor import limit_names
from advisor.translations import translate
from advisor.vocabulary.blocks import (
    Block,
    Choice,
    ComparisonBlock,
    HandOffBlock,
    NoticeBlock,
    OccupationsBlock,
    PathwayBlock,
    QuestionBlock,
    SkillsBlock,
    TextBlock,
    UnderstoodBlock,
)
from advisor.vocabulary.conversation import NumberedCitation, Reply
from advisor.vocabulary.pathway import PathwayStep
from bots import wording
from bots.telegram.entities import (
    Entity,
    Paragraph,
    Run,
    bold,
    clean,
    is_linkable,
    italic,
    link,
    paragraph,
    quotation,
    write,
)

VERSION = "v1:"
"""Of the data in a button: old buttons stay in chats for years."""
PERSON = "!human"
"""A button of the channel's own; a reply's choices never begin with `!`."""
LONGEST_LABEL = 60
MOST_DATA = 64
"""Bytes."""
MOST_DENIALS = 3
"""Buttons that deny one skill each: a keyboard stays short, and the others can be denied in words."""
NOT_PRIVATE = "Telegram is not a private channel: what stands here passes through Telegram's servers."


@dataclass(frozen=True)
class Button:
    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class Bubble:
    """One message as Telegram takes it."""

    text: str
    entities: tuple[Entity, ...] = ()
    keyboard: tuple[tuple[Button, ...], ...] = ()
    answers: int | None = None
    """Id of the message that it answers."""


@dataclass(frozen=True)
class _Part:
    """Paragraphs that stand together, the sources that they cite, and the buttons beneath."""

    paragraphs: tuple[Paragraph, ...] = ()
    cited: tuple[int, ...] = ()
    buttons: tuple[Button, ...] = ()
    alone: bool = False
    """A card is a message for itself."""
    to_person: bool = False
    """The way to a person is offered, even where there is no other button."""


def render(reply: Reply, tapped: str = "") -> list[Bubble]:
    """Make the bubbles of a reply; `tapped` is the label of the button that it answers, which leaves no other trace."""
    language = wording.written_language(reply)
    parts = [PAINTERS[type(block)](block, language) for block in reply.blocks]
    if reply.by:
        parts.insert(0, _Part((paragraph(bold(reply.by)),)))
    if tapped:
        parts.insert(0, _Part((paragraph(italic(f"› {tapped}")),)))
    sources = {citation.n: citation for citation in reply.citations}
    joined = _joined(parts)
    return [
        bubble
        for place, part in enumerate(joined)
        for bubble in _bubbles(part, _quoted(part, joined[place + 1 :], sources), language)
    ]


def said(*parts: str | Run, buttons: Iterable[Iterable[Button]] = (), answers: int | None = None) -> Bubble:
    """Make one bubble of the channel's own; each part is a paragraph."""
    written = write(paragraph(part) for part in parts)[0]
    return Bubble(written.text, written.entities, tuple(tuple(row) for row in buttons), answers)


def own_button(label: str, name: str) -> Button:
    return Button(label[:LONGEST_LABEL], f"{VERSION}!{name}")


def _joined(parts: Iterable[_Part]) -> list[_Part]:
    """Put parts without buttons together with what follows them: a keyboard ends its bubble, a pathway has one for itself."""
    joined: list[_Part] = []
    open_part = _Part()
    for part in parts:
        if part.alone:
            joined.append(open_part)
            open_part = _Part()
        cited = open_part.cited + part.cited
        open_part = _Part(open_part.paragraphs + part.paragraphs, cited, part.buttons, to_person=part.to_person)
        if part.alone or part.buttons or part.to_person:
            joined.append(open_part)
            open_part = _Part()
    return [part for part in (*joined, open_part) if part.paragraphs]


def _quoted(part: _Part, later: Iterable[_Part], sources: Mapping[int, NumberedCitation]) -> list[NumberedCitation]:
    """Quote each source once: beneath the last part that cites it."""
    again = {n for other in later for n in other.cited}
    return [sources[n] for n in sorted(set(part.cited) - again) if n in sources]


def _bubbles(part: _Part, cited: list[NumberedCitation], language: str) -> list[Bubble]:
    written = write((*part.paragraphs, *_sources(cited, language)))
    if not written:
        return []
    bubbles = [Bubble(message.text, message.entities) for message in written]
    return [*bubbles[:-1], replace(bubbles[-1], keyboard=_keyboard(part, language))]


def _sources(cited: list[NumberedCitation], language: str) -> tuple[Paragraph, ...]:
    """Quote what was cited, folded: a tap opens it."""
    if not cited:
        return ()
    runs: list[str | Run] = [bold(translate(language, "Sources"))]
    for source in cited:
        seen = translate(language, "seen on {date}", date=source.seen.isoformat())
        runs += [f"\n[{source.n}] “{source.quote}” – ", link(source.title, source.url), f", {source.locator}, {seen}"]
    return (quotation(*runs),)


def _keyboard(part: _Part, language: str) -> tuple[tuple[Button, ...], ...]:
    """Put one button in a row, the way to a person last."""
    if not part.buttons and not part.to_person:
        return ()
    person = own_button(translate(language, "Talk to a person"), PERSON[1:])
    return tuple((button,) for button in (*part.buttons, person))


def _buttons(choices: Iterable[Choice]) -> tuple[Button, ...]:
    """Carry the choice's id only: what it does stays in the stored reply."""
    return tuple(
        button_of(choice)
        for choice in choices
        if choice.id and choice.action != "say:/human" and len((VERSION + choice.id).encode()) <= MOST_DATA
    )


def button_of(choice: Choice, mark: str = "") -> Button:
    return Button(_label(mark + choice.label), VERSION + choice.id)


def _label(text: str) -> str:
    plain = " ".join(clean(text).split()) or "…"
    return plain if len(plain) <= LONGEST_LABEL else plain[: LONGEST_LABEL - 1] + "…"


def _numbers(cited: Iterable[int]) -> str:
    return "".join(f" [{n}]" for n in cited)


def _text(block: TextBlock, _language: str) -> _Part:
    return _Part((paragraph(block.text + _numbers(block.citations)),), block.citations)


def _notice(block: NoticeBlock, _language: str) -> _Part:
    loud = block.kind in {"crisis", "error", "no_match", "person"}
    return _Part((paragraph(block.text if loud else italic(block.text)),))


def _understood(block: UnderstoodBlock, language: str) -> _Part:
    if not block.items:
        return _Part()
    heading = translate(language, "What I understood (write to correct it)")
    return _Part((paragraph(italic(heading + ": "), " · ".join(item.label for item in block.items)),))


def _question(block: QuestionBlock, _language: str) -> _Part:
    to_person = any(choice.action == "say:/human" for choice in block.choices)
    return _Part((paragraph(bold(block.text)),), (), _buttons(block.choices), to_person=to_person)


def _skills(block: SkillsBlock, _language: str) -> _Part:
    lines = (
        f"{'✓' if item.confirmed else '?'} {item.label} – {wording.quoted_once(item.evidence)}" for item in block.items
    )
    denied = list(wording.denials(block).values())
    offered = (choice for choice in block.choices if choice not in denied[MOST_DENIALS:])
    return _Part((paragraph("\n".join(lines)),) if block.items else (), (), _buttons(offered))


def _comparison(block: ComparisonBlock, language: str) -> _Part:
    """Put each course under its title: a table does not fit a phone."""
    rows = wording.compared(language, block)
    courses = (
        paragraph(bold(item.title), "".join(f"\n{row[0]}: {row[place]}" for row in rows))
        for place, item in enumerate(block.items, 1)
    )
    cited = tuple(fact.citation for item in block.items for fact in item.facts if fact.citation is not None)
    return _Part(tuple(courses), cited, _buttons(block.choices))


def _occupations(block: OccupationsBlock, language: str) -> _Part:
    jobs = (
        paragraph(bold(item.label), "".join(f"\n{line}" for line in wording.occupation(language, item)))
        for item in block.items
    )
    return _Part(tuple(jobs), (), _buttons(block.choices))


def _handoff(block: HandOffBlock, language: str) -> _Part:
    paragraphs = [paragraph(bold(block.title), f"\n{block.provider}"), paragraph(block.text)]
    buttons = _buttons(block.choices)
    if block.url and is_linkable(block.url):
        buttons = (Button(_label(translate(language, "Open the page")), url=block.url), *buttons)
    elif block.url:
        paragraphs.append(paragraph(block.url))
    if block.status == "draft" or "/i/" in (block.url or ""):  # before a yes, and with an offer's code
        paragraphs.append(paragraph(italic(translate(language, NOT_PRIVATE))))
    return _Part(tuple(paragraphs), (), buttons)


def _pathway(block: PathwayBlock, language: str) -> _Part:
    """Make one card: what it adds up to, then each step with its facts, its reasons and its page."""
    if not block.steps:
        return _Part((), (), _buttons(block.choices))
    goal = f": {block.goal_label or block.goal.text}" if block.goal_label or block.goal.text else ""
    sums = wording.totals(language, block.totals, len(block.steps))
    head = paragraph(bold(translate(language, "Your pathway") + goal), f"\n{sums}")
    if block.approved_by:
        checked = translate(language, wording.APPROVED, name=block.approved_by)
        head = paragraph(bold(translate(language, "Your pathway") + goal), f"\n{sums}\n✓ {checked}")
    cited = tuple(reason.citation for step in block.steps for reason in step.reasons if reason.citation is not None)
    steps = (_step(step, language) for step in block.steps)
    return _Part((head, *steps, *_limits(block, language)), cited, _buttons(block.choices), alone=True)


def _step(step: PathwayStep, language: str) -> Paragraph:
    runs: list[str | Run] = [bold(f"{step.order}. {step.title}")]
    if step.demonstration:
        runs.append(italic(f" ({translate(language, 'demonstration')})"))
    runs.append(f"\n{step.provider}")
    if step.awarding_body and step.awarding_body != step.provider:
        runs.append(" · " + translate(language, "awarded by {name}", name=step.awarding_body))
    runs.append(f"\n{' · '.join(fact for fact, _ in wording.facts(language, step))}")
    runs.extend(f"\n→ {reason.text}{_numbers(filter(None, [reason.citation]))}" for reason in step.reasons)
    if is_linkable(step.url):
        runs += ["\n", link(translate(language, "Page of the provider"), step.url)]
    return paragraph(*runs)


def _limits(block: PathwayBlock, language: str) -> tuple[Paragraph, ...]:
    """Show each limit that the learner set, whether it is kept, and what would help."""
    lines = [f"{'✓' if check.met else '✗'} {limit_names.check_text(language, check)}" for check in block.constraints]
    lines += [f"↗ {limit_names.change_text(language, change)}" for change in block.relaxations]
    return (paragraph("\n".join(lines)),) if lines else ()


PAINTERS: Mapping[type[Block], Callable[[Any, str], _Part]] = {
    TextBlock: _text,
    NoticeBlock: _notice,
    UnderstoodBlock: _understood,
    QuestionBlock: _question,
    SkillsBlock: _skills,
    ComparisonBlock: _comparison,
    OccupationsBlock: _occupations,
    HandOffBlock: _handoff,
    PathwayBlock: _pathway,
}

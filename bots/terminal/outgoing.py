"""How does a reply look in a terminal?"""

from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

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
from advisor.vocabulary.conversation import Reply
from advisor.vocabulary.pathway import OtherPathway, Pathway, PathwayStep
from advisor.waiving import sentence
from bots import wording
from bots.commands.output import console
from bots.terminal.explaining import print_stages


def print_reply(reply: Reply, *, explain: bool = False) -> None:
    """Print the blocks in order, then the sources that they cite."""
    out = console()
    if reply.by:
        out.print(Text(reply.by, style="bold"))
    for block in reply.blocks:
        PRINTERS[type(block)](out, block, wording.written_language(reply))
    if reply.citations:
        out.print()
        for citation in reply.citations:
            out.print(
                Text(
                    f"[{citation.n}] “{citation.quote}” — {citation.title}, {citation.locator} ({citation.seen})",
                    style="dim",
                )
            )
    if explain:
        out.print()
        print_stages(out, reply.explain)
    out.print()


def print_pathway(pathway: Pathway, language: str) -> None:
    """Print a pathway that came without a conversation: what kind it is, its steps and limits, and whether it is the best."""
    out = console()
    if isinstance(pathway, OtherPathway):
        out.print(Text(f"{pathway.kind}: {wording.totals(language, pathway.totals, len(pathway.steps))}", style="bold"))
    _pathway(out, pathway, language)
    for one in pathway.waived:
        out.print(Text(f"  {sentence(one, language)}", style="dim"))
    if isinstance(pathway, OtherPathway) and pathway.loses:
        skills = ", ".join(need.label for need in pathway.loses)
        out.print(Text(f"  {translate(language, LOST, skills=skills)}", style="dim"))
    if pathway.steps:
        said = translate(language, PROVEN if pathway.proof.optimal else NOT_PROVEN, share=f"{pathway.proof.gap:.1%}")
        out.print(Text(f"  {said}", style="dim"))


LOST = "Unlike the recommended pathway it leaves open: {skills}."
PROVEN = "It is proven that no other choice of courses within the limits is better."
NOT_PROVEN = "A better choice of courses may exist: the search was stopped within {share} of the best possible."


def _text(out: Console, block: TextBlock, _language: str) -> None:
    numbers = "".join(f" [{n}]" for n in block.citations)
    out.print(Text(block.text + numbers))


def _understood(out: Console, block: UnderstoodBlock, _language: str) -> None:
    out.print(Text("  ".join(f"‹{item.label}›" for item in block.items), style="cyan"))


def _question(out: Console, block: QuestionBlock, _language: str) -> None:
    out.print(Text(block.text, style="bold"))
    _choices(out, block.choices)


def _notice(out: Console, block: NoticeBlock, _language: str) -> None:
    style = "bold red" if block.kind in {"crisis", "error"} else "italic dim"
    out.print(Text(block.text, style=style))


def _skills(out: Console, block: SkillsBlock, _language: str) -> None:
    for item in block.items:
        out.print(Text(f"  {'✓' if item.confirmed else '?'} {item.label} — {wording.quoted_once(item.evidence)}"))
    _choices(out, block.choices)


def _comparison(out: Console, block: ComparisonBlock, language: str) -> None:
    table = Table("", show_lines=True)
    for item in block.items:
        table.add_column(Text(item.title))
    for row in wording.compared(language, block):
        table.add_row(*(Text(cell) for cell in row))
    out.print(table)
    _choices(out, block.choices)


def _occupations(out: Console, block: OccupationsBlock, language: str) -> None:
    for number, item in enumerate(block.items, 1):
        out.print(Text(f"  {number}. {item.label}", style="bold"))
        for line in wording.occupation(language, item):
            out.print(Text(f"     {line}"))
    _choices(out, block.choices)


def _choices(out: Console, choices: tuple[Choice, ...]) -> None:
    for number, choice in enumerate(choices, 1):
        out.print(Text(f"  {number}. {choice.label}"))


def _handoff(out: Console, block: HandOffBlock, _language: str) -> None:
    body = Text(block.text)
    if block.url:
        body.append(f"\n{block.url}")
    for number, choice in enumerate(block.choices, 1):
        body.append(f"\n  {number}. {choice.label}")
    out.print(Panel(body, title=Text(block.title), title_align="left"))


def _pathway(out: Console, pathway: Pathway, language: str) -> None:
    for step in pathway.steps:
        out.print(Panel(_step(step, language), title=Text(f"{step.order}. {step.title}"), title_align="left"))
    for check in pathway.constraints:
        out.print(
            Text(
                f"  {'✓' if check.met else '✗'} {limit_names.check_text(language, check)}",
                style="dim",
            )
        )
    for relaxation in pathway.relaxations:
        out.print(Text(f"  ↗ {limit_names.change_text(language, relaxation)}"))
    if isinstance(pathway, PathwayBlock) and pathway.approved_by:
        out.print(Text(f"  ✓ {translate(language, wording.APPROVED, name=pathway.approved_by)}", style="bold"))
    if isinstance(pathway, PathwayBlock):
        _choices(out, pathway.choices)


def _step(step: PathwayStep, language: str) -> Text:
    organisations = dict.fromkeys(name for name in (step.provider, step.awarding_body) if name)
    body = Text(" · ".join((*organisations, *(fact for fact, _ in wording.facts(language, step)))))
    if step.demonstration:
        body.append("  (demonstration)", style="italic")
    for reason in step.reasons:
        body.append(f"\n→ {reason.text}" + (f" [{reason.citation}]" if reason.citation else ""))
    if step.url:
        body.append(f"\n{step.url}", style="dim")
    return body


PRINTERS: dict[type[Block], Any] = {
    TextBlock: _text,
    UnderstoodBlock: _understood,
    QuestionBlock: _question,
    NoticeBlock: _notice,
    SkillsBlock: _skills,
    ComparisonBlock: _comparison,
    OccupationsBlock: _occupations,
    HandOffBlock: _handoff,
    PathwayBlock: _pathway,
}

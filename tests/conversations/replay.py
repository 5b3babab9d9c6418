"""How is a golden dialogue replayed? `python -m tests.conversations.replay` writes what is said now; the diff is the review."""

from pathlib import Path

from advisor.reading.rules import RulesReader
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.talking_library import TalkingLibrary

FOLDER = Path(__file__).parent
SAYS = "> "


def dialogues():
    return sorted(FOLDER.glob("*.md"))


def replayed(written: str) -> str:
    """Say the learner's lines again (`> words`, or `> [a button]`) and give the whole dialogue as it goes now."""
    library = TalkingLibrary()
    talk = Talk(an_advisor(library=library, reader=RulesReader(library)))
    lines = []
    for line in written.splitlines():
        if line.startswith("# "):
            lines += [line, ""]
        if line.startswith(SAYS):
            said = line.removeprefix(SAYS)
            reply = talk.tap(said[1:-1]) if said.startswith("[") else talk.say(said)
            lines += [line, "", *shown(reply), ""]
    return "\n".join(lines)


def shown(reply):
    """Write a reply as lines that a person can review."""
    lines = [f"- {reply.language}, {reply.progress.known} of {reply.progress.of} known"]
    for block in reply.blocks:
        lines += SHOWN[block.type](block)
        lines += [f"  - [{choice.label}]" for choice in getattr(block, "choices", ())]
    return [*lines, *(f"- [{c.n}] {c.title}, {c.locator}: “{c.quote}”" for c in reply.citations)]


def _text(block):
    return [f"- {block.text}" + "".join(f" [{n}]" for n in block.citations)]


def _pathway(block):
    return [line for step in block.steps for line in _step(step)]


def _occupation(item):
    near = f"{item.held} of {item.required}, green {item.green_share}, digital {item.digital_share}, {item.courses} courses"
    return f"- {item.label} ({near}; brings {', '.join(item.transferable)}; misses {', '.join(item.missing)})"


def _step(step):
    price = "price not stated" if step.price is None else f"{step.price.amount:g} {step.price.currency}"
    facts = f"{step.provider}, {step.hours:g} h, {price}, {step.language}, {step.mode}"
    return [f"- **{step.order}. {step.title}** ({facts})", *(f"  - {r.text} [{r.citation}]" for r in step.reasons)]


def _comparison(block):
    rows = [(item.title, [f"{f.name}: {f.value or '–'}" + (f" [{f.citation}]" if f.citation else "") for f in item.facts]) for item in block.items]  # fmt: skip
    return [f"- **{title}** {'; '.join(facts)}" for title, facts in rows]


def _skills(block):
    return [f"- {'✓' if item.confirmed else '?'} {item.label} ({item.evidence})" for item in block.items]


SHOWN = {
    "comparison": _comparison,
    "skills": _skills,
    "text": _text,
    "notice": lambda block: [f"- *{block.kind}*: {block.text}"],
    "question": lambda block: [f"- **{block.slot}?** {block.text}"],
    "understood": lambda block: [f"- understood: {' · '.join(item.label for item in block.items)}"],
    "pathway": _pathway,
    "occupations": lambda block: [_occupation(item) for item in block.items],
    "handoff": lambda block: [f"- *{block.status}*: {block.text}"],
}


if __name__ == "__main__":
    for dialogue in dialogues():
        dialogue.write_text(replayed(dialogue.read_text("utf-8")), "utf-8")

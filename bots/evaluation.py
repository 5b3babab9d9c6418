"""How well does Cairn do on an evaluation pack (contract section 6)?"""

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from advisor.vocabulary.blocks import NoticeBlock, PathwayBlock, QuestionBlock
from advisor.vocabulary.conversation import IncomingMessage, Reply
from bots.assembly import House, new_id, now, open_house
from bots.errors import UnreadableInput
from bots.settings import Settings

PARTS = ("queries.jsonl", "policy_questions.jsonl", "dialogues.jsonl")


def run_pack(
    pack: Path,
    run_file: Path | None = None,
    settings: Settings | None = None,
    watch: Callable[[int, int], None] = lambda _done, _total: None,
) -> dict[str, Any]:
    """Run every part that the pack has, in a store of its own; only skills and occupations are asked of those installed.

    Raises UnreadableInput where the pack has no part.
    """
    from knowledge.evaluation import evaluate
    from knowledge.evaluation_of_concepts import evaluate_concepts, is_such_a_pack

    if is_such_a_pack(pack):
        with open_house(settings or Settings(index="memory:")) as house:
            return {"pack": pack.resolve().name, **evaluate_concepts(pack, house.library, watch)}
    if not any((pack / part).is_file() for part in PARTS):
        raise UnreadableInput(
            f"{pack} holds no evaluation pack.",
            hint=f"A pack has one of {', '.join(PARTS)}, statements or annotated sentences as CSV, or MELO's tables.",
        )
    figures: dict[str, Any] = {"pack": pack.resolve().name, **evaluate(pack, run_file)}
    if (pack / "dialogues.jsonl").is_file():
        figures["dialogues"] = _dialogues(pack)
    return figures


def _dialogues(pack: Path) -> dict[str, Any]:
    from knowledge.evaluation import load_pack

    lines = (pack / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory(prefix="cairn-evaluate-") as folder:
        own = (pack / "catalogue.jsonl").is_file()
        settings = Settings(data=Path(folder), index="memory:", seed=not own)
        with open_house(settings) as house:
            if own:
                load_pack(pack, house.library)
            results = [held for line in lines if line.strip() for held in _hold(house, json.loads(line))]
    failed = [{key: r[key] for key in ("did", "turn", "expectation")} for r in results if not r["met"]]
    return {"n": len(results), "met": sum(r["met"] for r in results), "share": _share(results), "failed": failed}


def _share(results: list[dict[str, Any]]) -> float | None:
    return sum(r["met"] for r in results) / len(results) if results else None


def _hold(house: House, dialogue: dict[str, Any]) -> list[dict[str, Any]]:
    conversation, _token = house.advisor.start_conversation("evaluation", language=None, now=now())
    results = []
    for number, turn in enumerate(dialogue["turns"], 1):
        message = IncomingMessage(conversation=conversation, client_message_id=new_id(), text=turn["user"])
        reply = house.advisor.take_turn(message, now())
        results += [
            {"did": dialogue.get("did"), "turn": number, "expectation": name, "met": EXPECTATIONS[name](reply, wanted)}
            for name, wanted in turn.get("expect", {}).items()
            if name in EXPECTATIONS
        ]
    return results


def words_of(reply: Reply) -> str:
    """Give everything that a person reads in a reply as one text."""
    parts = [part for block in reply.blocks for part in (getattr(block, "text", ""), getattr(block, "title", ""))]
    parts += [word for step in _steps(reply) for word in (step.title, step.provider, *(r.text for r in step.reasons))]
    return "\n".join([*parts, *(citation.quote for citation in reply.citations)])


def _steps(reply: Reply) -> list[Any]:
    return [step for block in reply.blocks if isinstance(block, PathwayBlock) for step in block.steps]


def _recommends(reply: Reply, wanted: Any) -> bool:
    shown = [step.micro_credential_id for step in _steps(reply)]
    if isinstance(wanted, bool):
        return bool(shown) is wanted
    ends = tuple(wanted) if isinstance(wanted, list) else (wanted,)
    return any(identifier.endswith(ends) for identifier in shown)


def _asks(reply: Reply, wanted: Any) -> bool:
    slots = [block.slot for block in reply.blocks if isinstance(block, QuestionBlock)]
    return bool(slots) is wanted if isinstance(wanted, bool) else wanted in slots


def _constraints(reply: Reply, wanted: dict[str, Any]) -> bool:
    known = reply.profile.constraints.model_dump(mode="json")
    return all(
        known.get(name) == value or (name == "free" and (known["max_price"] or {}).get("amount") == 0)
        for name, value in wanted.items()
    )


def _notice(reply: Reply, wanted: Any) -> bool:
    kinds = [block.kind for block in reply.blocks if isinstance(block, NoticeBlock)]
    return wanted in kinds if wanted else not set(kinds) - {"ai", "privacy"}


EXPECTATIONS: dict[str, Callable[[Reply, Any], bool]] = {
    "recommends": _recommends,
    "asks": _asks,
    "constraints": _constraints,
    "notice": _notice,
    "language": lambda reply, wanted: reply.language == wanted,
    "contains_any": lambda reply, wanted: any(word.casefold() in words_of(reply).casefold() for word in wanted),
    "not_matching": lambda reply, wanted: not re.search(wanted, words_of(reply), re.IGNORECASE),
}

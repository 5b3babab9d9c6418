"""What is kept of an advice, and is the audit still as it was written (R14)?"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from advisor.vocabulary.audit import AuditRow
from advisor.vocabulary.blocks import PathwayBlock
from advisor.vocabulary.conversation import ConversationId, Reply
from advisor.vocabulary.handoff import HandOff
from advisor.vocabulary.learner import Fact
from advisor.vocabulary.pathway import Pathway

NOBODY = ConversationId("")
"""Whose row it is where there is no conversation."""
STAGES = ("engines", "candidates", "model_calls", "guard", "grounding")
"""Stages of the turn that name only identifiers, figures and verdicts: the audit keeps them as they are."""


def audit_body(reply: Reply, channel: str, facts: Sequence[Fact], handoffs: Sequence[HandOff]) -> dict[str, Any]:
    """Say what was advised and on what grounds, by identifiers and verdicts only: no word of a person."""
    pathways = [block for block in reply.blocks if isinstance(block, PathwayBlock)]
    stages = {stage.stage: stage.value for stage in reply.explain}
    return {
        "message": reply.message,
        "channel": channel,
        "language": reply.language,
        "move": stages.get("move"),
        "notices": [block.kind for block in reply.blocks if block.type == "notice"],
        "catalogue_version": pathways[0].catalogue_version if pathways else None,
        "receipts": list(dict.fromkeys(block.receipt for block in pathways)),
        "shown": [step.micro_credential_id for block in pathways for step in block.steps],
        "cited": sorted({citation.id for citation in reply.citations}),
        "consents": [{"handoff": each.id, "status": each.status.value} for each in handoffs],
        "human_override": sorted({fact.slot.value for fact in facts if fact.by == "counsellor"}),
        **{stage: stages[stage] for stage in STAGES if stage in stages},
    }


def pathway_body(pathway: Pathway, kind: str, language: str) -> dict[str, Any]:
    """Say what was planned for a written profile, without a conversation: identifiers and figures, nothing of the profile."""
    return {
        "move": "pathway",
        "kind": kind,
        "language": language,
        "catalogue_version": pathway.catalogue_version,
        "receipts": [pathway.receipt],
        "shown": [step.micro_credential_id for step in pathway.steps],
        "proven": pathway.proof.optimal,
    }


def pseudonym(conversation: str) -> str:
    """Name a conversation in the audit: enough to find it while it is there, nothing once it is erased."""
    return hashlib.sha256(f"conversation:{conversation}".encode()).hexdigest()


LEDGER = "erased.txt"
"""Pseudonyms of what was erased, a line each."""


def note_erased(folder: Path | None, conversation: str) -> None:
    """Add the pseudonym to the ledger beside the data, so that a backup from before is put back without it."""
    if folder is not None and folder.is_dir():
        with (folder / LEDGER).open("a", encoding="utf-8") as ledger:
            ledger.write(f"{pseudonym(conversation)}\n")


def chain(previous: str, at: str, who: str, event: str, body: str) -> str:
    return hashlib.sha256(f"{previous}\n{at}\n{who}\n{event}\n{body}".encode()).hexdigest()


def first_break(rows: Iterable[AuditRow], before: str = "") -> int | None:
    """Give the number of the first row that is not as it was written, or whose neighbour is gone; None: all is whole."""
    for row in rows:
        if row.chain != chain(before, row.stamp, row.pseudonym, row.event, row.text):
            return row.number
        before = row.chain
    return None

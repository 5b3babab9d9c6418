"""Why this advice? Every stage of a turn, as plain values."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from advisor.dialogue import Move, Scene
from advisor.parts import Parts
from advisor.reading.language_model import INSTRUCTIONS as READING
from advisor.vocabulary.blocks import PathwayBlock, QuestionBlock
from advisor.vocabulary.conversation import Stage
from advisor.vocabulary.planned import PlannedPathway
from advisor.writing.draft import Draft
from advisor.writing.language_model import INSTRUCTIONS as WORDING


@dataclass(frozen=True)
class Told:
    """What happened besides the scene and the draft."""

    parts: Parts
    planned: Sequence[PlannedPathway]
    by_model: Sequence[tuple[str, Any]]
    """Stages that the language model took part in, in order."""
    worded: Draft
    """The draft before its sources were checked."""


def stages(scene: Scene, move: Move, draft: Draft, told: Told) -> tuple[Stage, ...]:
    """List what was read, remembered, decided, planned, worded and cited, in the order of the turn."""
    reading = [pair for pair in told.by_model if pair[0].startswith("reading")]
    later = [pair for pair in told.by_model if not pair[0].startswith("reading")]
    listed: list[tuple[str, Any]] = [
        ("distress", scene.distress.value),
        *reading,
        ("reading", scene.heard.model_dump(mode="json")),
        ("profile", scene.profile.model_dump(mode="json")),
        ("move", move.value),
        ("question", [block.slot for block in draft.blocks if isinstance(block, QuestionBlock)]),
        *(("candidates", _considered(each)) for each in told.planned[:1]),
        *(
            stage
            for block in draft.blocks
            if isinstance(block, PathwayBlock)
            for stage in (_gap(block), _planned(block))
        ),
        *(later or [("wording", "templates")]),
        ("grounding", {"blocks": len(told.worded.blocks), "left_out": _left_out(told.worded, draft)}),
        ("citations", [f"{each.n}: {each.source.value} {each.id} {each.locator}" for each in draft.citations]),
        ("asked", list(draft.asked)),
        ("engines", engines(told.parts)),
    ]
    return tuple(Stage(stage=stage, value=value) for stage, value in listed)


def engines(parts: Parts) -> dict[str, Any]:
    """Name what facts are found with, and the model with its instructions where there is one."""
    model = parts.models.model.name if parts.models else "none"
    prompt = hashlib.sha256(f"{READING}\n{WORDING}".encode()).hexdigest()[:12] if parts.models else "none"
    return {**parts.library.engines(), "language_model": model, "prompt": prompt}


def _considered(planned: PlannedPathway) -> dict[str, Any]:
    """List what could be chosen from, with what each closes, and what a limit kept out, with its name."""
    found = [[each.micro_credential_id, each.opportunity_id, each.score] for each in planned.considered]
    outside = [[each.micro_credential_id, list(each.limits)] for each in planned.left_out]
    counted = {"within_the_limits": planned.candidates, "not_stated": planned.not_stated}
    return {**counted, "best": found, "left_out": outside}


def _left_out(before: Draft, after: Draft) -> list[str]:
    """Name the kinds of blocks that could not be proven."""
    kept = {id(block) for block in after.blocks}
    return [block.type for block in before.blocks if id(block) not in kept]


def _gap(found: PathwayBlock) -> tuple[str, Any]:
    """List what the goal asks for, each skill with where that stands, and which of them are held and missing."""
    return "gap", {
        "goal": found.goal.model_dump(mode="json"),
        "required": [
            {"skill": need.skill, "label": need.label, "essential": need.essential, "source": need.source}
            for need in found.gap.required
        ],
        "held": [need.skill for need in found.gap.held],
        "missing": [need.skill for need in found.gap.missing],
    }


def _planned(found: PathwayBlock) -> tuple[str, Any]:
    return "planning", {
        "kind": found.kind,
        "receipt": found.receipt,
        "catalogue_version": found.catalogue_version,
        "limits": [check.model_dump(mode="json") for check in found.constraints],
        "assumptions": list(found.assumptions),
        "steps": [step.micro_credential_id for step in found.steps],
        "coverage": found.coverage.model_dump(mode="json"),
        "proof": found.proof.model_dump(mode="json"),
    }

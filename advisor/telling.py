"""Why this advice? Every stage of a turn, as plain values."""

from typing import Any

from advisor.dialogue import Move, Scene
from advisor.vocabulary.conversation import PathwayBlock, Stage
from advisor.writing.draft import Draft


def stages(scene: Scene, move: Move, draft: Draft) -> tuple[Stage, ...]:
    """List what was read, remembered, decided, planned and cited, in the order of the turn."""
    told: list[tuple[str, Any]] = [
        ("distress", scene.distress.value),
        ("reading", scene.heard.model_dump(mode="json")),
        ("profile", scene.profile.model_dump(mode="json")),
        ("move", move.value),
        *(_planned(block) for block in draft.blocks if isinstance(block, PathwayBlock)),
        ("citations", [f"{each.n}: {each.source.value} {each.id} {each.locator}" for each in draft.citations]),
        ("asked", list(draft.asked)),
    ]
    return tuple(Stage(stage=stage, value=value) for stage, value in told)


def _planned(found: PathwayBlock) -> tuple[str, Any]:
    return "planning", {
        "receipt": found.receipt,
        "catalogue_version": found.catalogue_version,
        "required": [need.skill for need in found.gap.required],
        "held": [need.skill for need in found.gap.held],
        "missing": [need.skill for need in found.gap.missing],
        "steps": [step.micro_credential_id for step in found.steps],
        "coverage": found.coverage.model_dump(mode="json"),
        "proof": found.proof.model_dump(mode="json"),
    }

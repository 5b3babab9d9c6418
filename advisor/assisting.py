"""Where does a language model come into a turn? Nowhere, unless the settings name one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from advisor.consulting import Call, Consultation, summed_up
from advisor.dialogue import Scene
from advisor.guarding import objection
from advisor.parts import Parts
from advisor.reading.language_model import INSTRUCTIONS, TASK, AssistedReader, Heard
from advisor.writing.draft import Draft
from advisor.writing.language_model import worded


@dataclass(frozen=True)
class Assistance:
    """The parts of this turn, and what the model adds to its draft."""

    parts: Parts
    consultation: Consultation | None = None

    def word(self, draft: Draft, scene: Scene) -> Draft:
        """Let the model word the reasons; whatever goes wrong leaves the draft as it is."""
        if self.consultation is None:
            return draft
        try:
            return worded(draft, scene, self.parts.library, self.consultation, self.parts.new_id(), objection)
        except Exception as error:  # noqa: BLE001 - a sentence more is not worth a turn
            self.consultation.told.append(("wording", {"failed": type(error).__name__}))
            return draft

    def told(self) -> list[tuple[str, Any]]:
        """Give what the model was asked and what became of it, for --explain and the audit."""
        if self.consultation is None:
            return []
        return [*self.consultation.told, ("model_calls", summed_up(self.consultation.calls))]


def assistance(parts: Parts, now: datetime, report: Callable[[str], None]) -> Assistance:
    """Begin a turn: with a model the reader is the rules' with the model behind it."""
    if parts.models is None:
        return Assistance(parts)
    consultation = parts.models.consult(now, lambda task: report(STAGE_OF.get(task, task)))
    reader = AssistedReader(parts.reader, parts.library, consultation)
    return Assistance(replace(parts, reader=reader), consultation)


def tried(parts: Parts, now: datetime) -> Call | None:
    """Ask the model once, for `cairn doctor`; None where the settings name none. Raises MissingExtra, LanguageModelUnavailable."""
    if parts.models is None:
        return None
    parts.models.model.open()
    consultation = parts.models.consult(now, lambda _: None)
    consultation.ask(TASK, INSTRUCTIONS, json.dumps({"message": TRIAL}), Heard)
    return consultation.calls[-1]


TRIAL = "I was a miner and want to work with solar panels."
STAGE_OF = {"reading_by_model": "reading", "wording": "writing"}
"""What people who watch are told; the channels have words for these."""

"""How often, how long and how much may a language model be asked in one turn (R7, R11)?"""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from advisor.ports import LanguageModel
from knowledge.vocabulary.value import Value

Shape = TypeVar("Shape", bound=BaseModel)
Tell = Callable[[str], None]
CHARACTERS_A_TOKEN = 8
"""More than any language needs: an answer longer than its tokens times this never ends."""
READING_SHARE = 0.4
"""Of the turn's time: a model that does not answer here leaves the learner waiting no longer than that."""
PATIENCE = 3
"""Failures in a row after which a model is left alone for a while."""
REST_SECONDS = 60.0
AT_ONCE = 8
"""Calls under way: one that hangs keeps its place until its provider lets go of it."""


class Outcome(StrEnum):
    ANSWERED = "answered"
    SLOW = "slow"
    FAILED = "failed"
    ENDLESS = "endless"
    BROKEN_OFF = "broken_off"
    """It began to answer, and then its provider gave up: cut at its length, or the line was lost."""
    NOT_JSON = "not_json"
    WRONG_SHAPE = "wrong_shape"
    BUDGET_SPENT = "budget_spent"
    RESTING = "resting"
    BUSY = "busy"
    ENOUGH = "enough"
    """Two calls were made, or the turn's time is over, or the call before this one failed."""


BROKEN = frozenset({Outcome.SLOW, Outcome.FAILED})
"""The model is not there: asking again in the same turn would only cost the learner's time."""
CALLED = frozenset({Outcome.ANSWERED, Outcome.SLOW, Outcome.FAILED, Outcome.ENDLESS, Outcome.BROKEN_OFF, Outcome.NOT_JSON, Outcome.WRONG_SHAPE})  # fmt: skip


class Call(Value):
    """One time that the model was to be asked, for --explain and the audit: no word of anybody."""

    task: str
    outcome: Outcome
    milliseconds: int = 0
    detail: str = ""
    """Kind of the error."""


@dataclass(frozen=True)
class ModelLimits:
    """What one turn and one day may cost."""

    seconds: float = 10.0
    calls: int = 2
    tokens: int = 600
    calls_a_day: int = 0
    """0: as many as turns ask for."""
    reads: bool = True
    words: bool = True


Spend = Callable[[date, int], bool]
"""Takes one call from the day's budget; False where it is used up."""


class ModelDesk:
    """One for all turns: rests a model that fails, counts the day's calls, lets a few calls run at once."""

    def __init__(
        self,
        model: LanguageModel,
        limits: ModelLimits = ModelLimits(),
        spend: Spend = lambda _day, _most: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self.limits = limits
        self.clock = clock
        self._spend = spend
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._door = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0
        self.worded: dict[tuple[str, str, str], Any] = {}
        """What was said of a plan before: the same plan needs no second call."""
        self.names: tuple[int, frozenset[str]] = (-1, frozenset())
        """Names in the catalogue, with the version that they are of."""

    def warm(self) -> None:
        """Open the model beside whatever else is done: its packages take seconds to load. What goes wrong is said when it is asked."""

        def opening() -> None:
            with suppress(Exception):
                self.model.open()

        threading.Thread(target=opening, name="language-model-opening", daemon=True).start()

    def consult(self, now: datetime, tell: Tell) -> "Consultation":
        """Begin a turn."""
        return Consultation(self, now.date(), tell, self.clock() + self.limits.seconds)

    def refusal(self, day: date) -> Outcome | None:
        """Say why the model is not asked now; None takes one call from the day's budget."""
        with self._door:
            if self.clock() < self._rests_until:
                return Outcome.RESTING
        if self.limits.calls_a_day and not self._spend(day, self.limits.calls_a_day):
            return Outcome.BUDGET_SPENT
        return None

    def enter(self) -> bool:
        return self._places.acquire(blocking=False)

    def leave(self) -> None:
        self._places.release()

    def note(self, outcome: Outcome) -> None:
        """Count failures in a row."""
        with self._door:
            self._failures = self._failures + 1 if outcome in BROKEN else 0
            if self._failures >= PATIENCE:
                self._failures, self._rests_until = 0, self.clock() + REST_SECONDS


@dataclass
class Consultation:
    """One turn's share of the model. Asking never raises: what goes wrong is an outcome, and the answer None."""

    desk: ModelDesk
    day: date
    tell: Tell
    until: float
    calls: list[Call] = field(default_factory=list)
    told: list[tuple[str, Any]] = field(default_factory=list)
    """Stages for --explain, in order."""

    def ask(self, task: str, instructions: str, material: str, shape: type[Shape], share: float = 1.0) -> Shape | None:
        """Ask once; None with its outcome noted where no usable answer came.

        `share` is the part of the turn's time, and of its tokens, that may be used; of the time at most what is left.
        """
        begun = self.desk.clock()
        seconds = min(self.until - begun, share * self.desk.limits.seconds)
        refused = self._refusal(seconds)
        if refused is not None:
            self._noted(Call(task=task, outcome=refused))
            return None
        self.tell(task)
        tokens = int(self.desk.limits.tokens * min(share, 1 - READING_SHARE))
        heard = _Hearing(self.desk, instructions, material, shape.model_json_schema(), tokens)
        outcome, given, detail = heard.within(seconds)
        answer: Shape | None = None
        if given is not None:
            try:
                answer = shape.model_validate(given)
            except (ValidationError, RecursionError):
                outcome = Outcome.WRONG_SHAPE
        self.desk.note(outcome)
        spent = int((self.desk.clock() - begun) * 1000)
        self._noted(Call(task=task, outcome=outcome, milliseconds=spent, detail=detail))
        return answer

    def without_answer(self) -> dict[str, Any]:
        """Say why the last call gave nothing that can be used."""
        outcome = self.calls[-1].outcome
        return {"asked": outcome in CALLED, "why": outcome.value}

    def asked(self) -> int:
        """Count the calls that reached the model."""
        return sum(call.outcome in CALLED for call in self.calls)

    def _refusal(self, seconds: float) -> Outcome | None:
        gone = any(call.outcome in BROKEN for call in self.calls)
        if gone or seconds <= 0 or self.asked() >= self.desk.limits.calls:
            return Outcome.ENOUGH
        return self.desk.refusal(self.day)

    def _noted(self, call: Call) -> None:
        self.calls.append(call)


class _Hearing:
    """Listens in a thread of its own, so that a model that hangs holds nobody up; what comes late is dropped."""

    def __init__(
        self, desk: ModelDesk, instructions: str, material: str, schema: Mapping[str, Any], tokens: int
    ) -> None:
        self._desk = desk
        self._question = (instructions, material, schema, tokens)
        self._most = tokens * CHARACTERS_A_TOKEN
        self._stop = threading.Event()
        self._done = threading.Event()
        self._begun = False
        self._result: tuple[Outcome, Any, str] = (Outcome.SLOW, None, "")

    def within(self, seconds: float) -> tuple[Outcome, Any, str]:
        if not self._desk.enter():
            return Outcome.BUSY, None, ""
        threading.Thread(target=self._listen, name="language-model", daemon=True).start()
        in_time = self._done.wait(seconds)
        self._stop.set()
        return self._result if in_time else (Outcome.SLOW, None, "")

    def _listen(self) -> None:
        try:
            self._result = self._heard()
        except BaseException as error:  # noqa: BLE001 - a provider may raise anything; the turn goes on without it
            self._result = (Outcome.BROKEN_OFF if self._begun else Outcome.FAILED, None, type(error).__name__)
        finally:
            self._desk.leave()
            self._done.set()

    def _heard(self) -> tuple[Outcome, Any, str]:
        instructions, material, schema, tokens = self._question
        pieces: list[str] = []
        length = 0
        stream = self._desk.model.answer(instructions, material, schema, tokens)
        for number, piece in enumerate(stream):
            self._begun = True
            pieces.append(piece)
            length += len(piece)
            if "}" in piece and (found := json_in("".join(pieces))) is not None:
                return Outcome.ANSWERED, found, ""
            if self._stop.is_set() or length > self._most or number > self._most:
                return Outcome.ENDLESS, None, ""
        found = json_in("".join(pieces))
        return (Outcome.NOT_JSON, None, "") if found is None else (Outcome.ANSWERED, found, "")


def json_in(text: str) -> Any:
    """Give the first whole JSON object in a text, whatever stands around it; None where there is none."""
    start = text.find("{")
    if start < 0:
        return None
    try:
        found, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    return found


def summed_up(calls: Sequence[Call]) -> list[dict[str, Any]]:
    return [call.model_dump(mode="json") for call in calls]

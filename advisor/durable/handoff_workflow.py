"""In which order do the steps of a hand-off happen, over days and through crashes?"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from advisor.durable import CALLS_AT_ONCE, DurableEngine, sleep, step
from advisor.durable.handoff_steps import (
    GONE,
    NOTHING_THERE,
    PAUSED,
    UNKNOWN,
    WAITING,
    HandOffSteps,
    Outcome,
    wait_before,
    wait_before_look,
)
from advisor.handoff import CANCEL
from advisor.handoff_ports import CallLimits, DuplicateEffect, Idempotency
from advisor.handoff_states import AT_THE_PROVIDER, Decision, after_failure
from advisor.ports import OutboxRow
from advisor.vocabulary.handoff import FailureKind, HandOffStatus

HAND_OVER, TAKE_BACK = "hand_over", "take_back"
NEEDS_A_PERSON = HandOffStatus.NEEDS_ATTENTION
ASKS_A_PROVIDER = frozenset({"call", "look_up", "poll", "take_back"})
AT_A_PROVIDER = CALLS_AT_ONCE // 4
NOT_TOLD = frozenset({GONE, HandOffStatus.PENDING, HandOffStatus.CANCELLED})
"""What the learner did themselves, or need not hear of."""


class HandOffWorkflow:
    """Bound to the engine by `register`; its id is the outbox row's key, which for the first run is the hand-off's id."""

    def __init__(self, steps: HandOffSteps) -> None:
        self._steps = steps
        self._lanes: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_A_PROVIDER))
        """One slow provider never takes all the threads: the others are served meanwhile."""

    def register(self, engine: DurableEngine) -> None:
        async def hand_over(identifier: str) -> str:
            return await self.hand_over(identifier)

        async def take_back(identifier: str) -> str:
            return await self.take_back(identifier)

        engine.register(HAND_OVER, hand_over)
        engine.register(TAKE_BACK, take_back)

    def submit(self, engine: DurableEngine, row: OutboxRow) -> None:
        name = TAKE_BACK if row.key.endswith(CANCEL) else HAND_OVER
        engine.submit(name, row.key, row.reference)

    async def hand_over(self, identifier: str) -> str:
        """Do what the status asks for, tell the learner what came of it, and so on until it is over."""
        word = (await self._do("take_up", identifier))["word"]
        while word in self._NEXT:
            word = await self._NEXT[word](self, identifier)
            if word not in NOT_TOLD:
                await self._do("tell", identifier)
        return word

    async def take_back(self, identifier: str) -> str:
        limits, _, _ = await self._manners(identifier)
        for attempt in range(1, limits.attempts + 1):
            outcome = await self._do("take_back", identifier)
            if outcome["word"] not in {FailureKind.NOT_DONE, FailureKind.AMBIGUOUS}:
                return outcome["word"]
            await sleep(wait_before(limits, identifier, attempt, outcome["wait"]))
        return UNKNOWN

    async def _until_answered(self, identifier: str) -> str:
        """Call until there is an answer that lasts: a status, or `gone`."""
        limits, idempotency, duplicate_effect = await self._manners(identifier)
        for attempt in range(1, limits.attempts + 1):
            outcome = await self._do("call", identifier, attempt)
            while outcome["word"] == PAUSED:  # no call, so no attempt
                await sleep(outcome["wait"])
                outcome = await self._do("call", identifier, attempt)
            if outcome["word"] not in set(FailureKind):
                return outcome["word"]
            decision = after_failure(idempotency, duplicate_effect, FailureKind(outcome["word"]))
            ended = await self._AFTER[decision](self, identifier, attempt, outcome["wait"], limits)
            if ended:
                return ended
        return (await self._do("set_aside", identifier, NEEDS_A_PERSON, "gave up"))["word"]

    async def _send_again(self, identifier: str, attempt: int, asked: float, limits: CallLimits) -> str:
        await sleep(wait_before(limits, identifier, attempt, asked))
        return ""

    async def _pause(self, identifier: str, attempt: int, _asked: float, limits: CallLimits) -> str:
        """Tell the learner that it takes longer, and try again when the operator had time to act."""
        if (await self._do("pause", identifier, attempt))["word"] != NEEDS_A_PERSON:
            return GONE
        await self._do("tell", identifier)
        await sleep(limits.pause)
        return ""

    async def _reject(self, identifier: str, _attempt: int, _asked: float, _limits: CallLimits) -> str:
        return (await self._do("set_aside", identifier, HandOffStatus.REJECTED, "refused"))["word"]

    async def _look_up(self, identifier: str, attempt: int, asked: float, limits: CallLimits) -> str:
        """Never repeat blindly what somebody would see twice: look first, and leave it to a person where that fails."""
        for look in range(attempt, limits.attempts + 1):
            await sleep(wait_before(limits, identifier, look, asked))
            outcome = await self._do("look_up", identifier)
            if outcome["word"] == NOTHING_THERE:
                return ""
            if outcome["word"] not in {WAITING, UNKNOWN}:
                return outcome["word"]
            if outcome["word"] == UNKNOWN:
                break
            asked = outcome["wait"]
        return (await self._do("set_aside", identifier, NEEDS_A_PERSON, "unknown"))["word"]

    _AFTER: dict[Decision, Callable[..., Awaitable[str]]] = {
        Decision.SEND_AGAIN: _send_again,
        Decision.LOOK_UP: _look_up,
        Decision.PAUSE_PROVIDER: _pause,
        Decision.REJECT: _reject,
    }

    async def _until_news(self, identifier: str) -> str:
        limits, _, _ = await self._manners(identifier)
        looks = 0
        while True:
            outcome = await self._do("poll", identifier)
            if outcome["word"] != WAITING:
                return outcome["word"]
            await sleep(wait_before_look(limits, looks, outcome["wait"]))
            looks += 1

    _NEXT: dict[str, Callable[..., Awaitable[str]]] = {
        HandOffStatus.PENDING: _until_answered,
        HandOffStatus.OFFERED: _until_news,
        **dict.fromkeys(AT_THE_PROVIDER, _until_news),
    }

    async def _manners(self, identifier: str) -> tuple[CallLimits, Idempotency, DuplicateEffect]:
        """Read the issuer's manners once and keep them, so that a changed issuers file never rewrites the past."""
        limits, idempotency, effect = await step("manners", self._plain_manners, identifier)
        return CallLimits.model_validate(limits), Idempotency(idempotency), DuplicateEffect(effect)

    def _plain_manners(self, identifier: str) -> tuple[dict[str, Any], str, str]:
        limits, manners = self._steps.limits(identifier), self._steps.manners(identifier)
        return limits.model_dump(), manners.idempotency.value, manners.duplicate_effect.value

    async def _do(self, name: str, identifier: str, *arguments: Any) -> Outcome:
        """Take a step; those that ask a provider wait until few enough others ask the same one."""
        async with await self._lane(name, identifier):
            outcome: Outcome = await step(name, getattr(self._steps, name), identifier, *arguments)
            return outcome

    async def _lane(self, name: str, identifier: str) -> AbstractAsyncContextManager[Any]:
        if name not in ASKS_A_PROVIDER:
            return nullcontext()
        try:
            provider = await asyncio.to_thread(self._steps.provider_of, identifier)
        except Exception:  # noqa: BLE001 - a busy database: these share a lane, and the step itself tries again
            provider = ""
        return self._lanes[provider]

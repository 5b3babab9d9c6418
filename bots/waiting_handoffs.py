"""What must the operator know of the hand-offs: which providers refuse us, and what waits for a person?"""

from datetime import datetime
from typing import NamedTuple

from advisor.adviser import Advisor
from advisor.durable.handoff_steps import REFUSED_US
from advisor.vocabulary.handoff import HandOff, HandOffStatus


class Waiting(NamedTuple):
    handoffs: tuple[HandOff, ...]
    """Those that need a person, the longest waiting first."""
    refusing: tuple[str, ...]
    """Providers that no longer know us."""


def waiting(advisor: Advisor, now: datetime) -> Waiting:
    stuck = tuple(advisor.store.handoffs_in(HandOffStatus.NEEDS_ATTENTION))
    said_no = {each.provider for each in stuck if each.detail == REFUSED_US}
    paused = {provider for provider, until in advisor.handoffs.pauses.items() if until > now}
    return Waiting(stuck, tuple(sorted(said_no | paused)))

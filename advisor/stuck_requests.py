"""Which requests of a counsellor's own learners wait for a person, and what can the person do?"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from advisor.counselling import Counselling
from advisor.errors import HandOffNotFound
from advisor.handoff import HandOffs
from advisor.vocabulary.counselling import Case, Counsellor
from advisor.vocabulary.handoff import HandOff, HandOffId, HandOffStatus

MAY_HAVE_IT = "{provider} may have it already. Ask them before you try again, or they may get it twice."
REASONS: Mapping[str, str] = {
    "refused us": "{provider} does not accept our key any more. The administrator has to act; then it goes on by itself.",
    "gave up": "{provider} did not answer for a long time. You can try again; they cannot get it twice.",
}
"""The word that the engine left → what it means for a person; every other word: nobody knows whether it arrived."""


class Stuck(NamedTuple):
    case: Case
    handoff: HandOff

    @property
    def reason(self) -> str:
        """A sentence with {provider}, to be translated."""
        return REASONS.get(self.handoff.detail, MAY_HAVE_IT)


class StuckRequests:
    """A counsellor sees those of their own cases; of all others there are none."""

    def __init__(self, desk: Counselling, handoffs: HandOffs) -> None:
        self._desk = desk
        self._handoffs = handoffs

    def of(self, who: Counsellor, now: datetime) -> list[Stuck]:
        """List them, the longest waiting first; that somebody looked is written down."""
        found = [
            Stuck(case, handoff)
            for case in self._desk.cases.cases_of(who.id)
            for handoff in self._handoffs.store.handoffs(case.conversation)
            if handoff.status == HandOffStatus.NEEDS_ATTENTION
        ]
        for case in {stuck.case.id for stuck in found}:
            self._desk.cases.seen(case, who.id, now, "requests")
        return sorted(found, key=lambda stuck: stuck.handoff.changed)

    def try_again(self, identifier: str, who: Counsellor, now: datetime) -> None:
        """Raises HandOffNotFound where it is nobody's of this counsellor, HandOffRefused where it needs nobody any more."""
        self._handoffs.resume(self._own(identifier, who), now)

    def give_up(self, identifier: str, who: Counsellor, now: datetime) -> None:
        """Take it back at the provider, and tell the learner. Raises as `try_again` does."""
        gone = self._handoffs.cancel(self._own(identifier, who), now)
        self._handoffs.tell(gone, now)

    def _own(self, identifier: str, who: Counsellor) -> HandOffId:
        handoff = self._handoffs.find(HandOffId(identifier))
        mine = {case.conversation for case in self._desk.cases.cases_of(who.id)}
        if handoff.conversation not in mine:
            raise HandOffNotFound("There is no such request.", "Look at the list again.")
        return handoff.id

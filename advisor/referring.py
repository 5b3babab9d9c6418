"""How is a learner passed on to another counsellor or an outside service, with their own yes and nothing before it?"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from advisor.case_access import language_of
from advisor.errors import CaseConflict, CaseNotFound
from advisor.translations import translate
from advisor.vocabulary.blocks import NoticeBlock, QuestionBlock
from advisor.vocabulary.casework import Referral, ReferralOutcome, ReferralStatus
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.counselling import Case, CaseStep, Counsellor
from advisor.writing.draft import choice

if TYPE_CHECKING:
    from advisor.case_access import CaseAccess

CONSENT_VERSION = "1"
TO_COUNSELLOR = (
    "{by} would like {name} to advise you instead. Reason: {reason}. If you say yes, {name} sees our conversation, your "
    "profile, your plan and what {by} noted, and {by} no longer does. Until then {name} sees nothing. If you say no, "
    "nothing changes."
)
TO_SERVICE = (
    "{by} suggests that you go to {name} for help. Reason: {reason}. If you say yes, {by} may tell {name} what you aim at, "
    "your plan and this reason. Until then {name} learns nothing. If you say no, nothing changes."
)
DO_YOU_AGREE = "Do you agree?"
YES = "Yes, I agree"
NO = "No, I do not agree"
TAKEN_BACK = "{name} has taken the question back. Nothing was passed on."
OPEN = (ConversationState.ANSWERING, ConversationState.WAITING, ConversationState.WITH_COUNSELLOR)
ANSWER = "/refer"
"""Begins what a button of the question says: `/refer yes ID`."""


class Referrals:
    """What a counsellor does with referrals. The learner answers in a turn: see answering_referrals.py."""

    def __init__(self, desk: "CaseAccess") -> None:
        self._desk = desk

    def ask(
        self, identifier: str, who: Counsellor, other: Counsellor, reason: str, now: datetime, key: str = ""
    ) -> Referral:
        """Ask the learner, in their own channel; `other` without an id is an outside service. Raises CaseConflict."""
        with self._desk.held(identifier, who):
            case = self._desk.theirs(identifier, who)
            if other.id == who.id:
                raise CaseConflict("You look after this learner already.", "Choose somebody else.")
            if open_one(self._desk.cases.referrals(case.conversation)):
                raise CaseConflict(
                    "The learner has not answered the last question yet.", "Wait, or take it back first."
                )
            asked = as_shown(
                Referral(
                    id=self._desk.parts.new_id(),
                    kind="counsellor" if other.id else "service",
                    to=other.id,
                    to_name=other.name,
                    reason=reason.strip().rstrip("."),
                    by=who.id,
                    by_name=who.name,
                    asked=now,
                    language=language_of(case),
                )
            )
            step = CaseStep(event="referral_asked", by=who.id, expected=OPEN, expected_counsellor=(who.id,),
                            referral=asked, key=f"{case.id}:refer:{key}" if key else "")  # fmt: skip
            blocks = (NoticeBlock(kind="person", text=asked.shown), question(asked))
            self._desk.cases.step(case.id, self._desk.telling(case, who, step, blocks), now)
            return asked

    def take_back(self, identifier: str, who: Counsellor, referral: str, now: datetime) -> Referral:
        """Withdraw a question that was not answered; the learner is told. Raises CaseConflict where it was."""
        with self._desk.held(identifier, who):
            case = self._desk.theirs(identifier, who)
            standing = self._find(case, referral)
            if standing.status is not ReferralStatus.ASKED:
                raise CaseConflict("The learner has answered already.", "Load the case again.")
            step = CaseStep(event="referral_withdrawn", by=who.id, expected=OPEN, referral=withdrawn(standing, now))
            text = translate(language_of(case), TAKEN_BACK, name=who.name)
            told = self._desk.telling(case, who, step, (NoticeBlock(kind="person", text=text),))
            self._desk.cases.step(case.id, told, now)
            return self._find(case, referral)

    def note_outcome(
        self, identifier: str, who: Counsellor, referral: str, outcome: ReferralOutcome, words: str, now: datetime
    ) -> Referral:
        """Keep what came of it, for whoever looks after the learner now. Raises CaseConflict before the learner's yes."""
        with self._desk.held(identifier, who):
            case = self._desk.find(identifier, who)
            standing = self._find(case, referral)
            if case.counsellor != who.id or standing.status is not ReferralStatus.AGREED:
                raise CaseConflict("The learner has not agreed to this.", "An outcome is noted after their yes.")
            done = {"outcome": outcome, "outcome_words": words.strip(), "outcome_at": now}
            step = CaseStep(event="referral_outcome", by=who.id, referral=standing.model_copy(update=done))
            self._desk.cases.step(case.id, step, now)
            return self._find(case, referral)

    def _find(self, case: Case, referral: str) -> Referral:
        found = find(self._desk.cases.referrals(case.conversation), referral)
        if found is None:
            raise CaseNotFound("There is no such referral.", "Load the case again.")
        return found


def as_shown(referral: Referral) -> Referral:
    """Word the question: to whom, why, and what the other would learn."""
    message = TO_COUNSELLOR if referral.kind == "counsellor" else TO_SERVICE
    named = {"by": referral.by_name, "name": referral.to_name, "reason": referral.reason}
    return referral.model_copy(update={"shown": translate(referral.language, message, **named)})


def question(referral: Referral) -> QuestionBlock:
    language = referral.language
    yes, no = (
        choice(translate(language, words), f"say:{ANSWER} {said} {referral.id}")
        for words, said in ((YES, "yes"), (NO, "no"))
    )
    return QuestionBlock(slot="person", text=translate(language, DO_YOU_AGREE), choices=(yes, no))


def find(referrals: Sequence[Referral], identifier: str) -> Referral | None:
    return next((each for each in referrals if each.id == identifier), None)


def open_one(referrals: Sequence[Referral]) -> Referral | None:
    """Give the referral whose question the learner has not answered."""
    return next((each for each in referrals if each.status is ReferralStatus.ASKED), None)


def withdrawn(referral: Referral, now: datetime) -> Referral:
    return referral.model_copy(update={"status": ReferralStatus.WITHDRAWN, "answered": now})

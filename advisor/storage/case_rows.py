"""What is the same of a case in every store: what a step may find, and what it leaves?"""

from collections.abc import Sequence
from typing import Any

from advisor.errors import CaseConflict, CaseNotFound
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.counselling import Case, CaseStep, PlanVersion


def no_case() -> CaseNotFound:
    """Say the same of a case that is missing and of one that is somebody else's."""
    return CaseNotFound("There is no such case.", "Look at your list of cases.")


def check(case: Case, step: CaseStep) -> None:
    """Raise CaseConflict unless the case stands as the step expects it."""
    theirs = step.expected_counsellor is not None and case.counsellor not in step.expected_counsellor
    if theirs or case.stands not in step.expected:
        raise CaseConflict("The case has moved on meanwhile.", "Load it again and look who speaks now.")


def waits(case: Case) -> bool:
    """Say whether it is nobody's and a person was asked for."""
    return not case.counsellor and case.stands is ConversationState.WAITING


def holder_after(case: Case, step: CaseStep) -> tuple[str, str]:
    if step.released:
        return "", ""
    if step.counsellor is not None:
        return step.counsellor.id, step.counsellor.name
    return case.counsellor, case.counsellor_name


def body_of(step: CaseStep) -> dict[str, Any]:
    """Say in the audit who did it and with which plan: no word of a person."""
    pathways = [block for block in (step.reply.blocks if step.reply else ()) if block.type == "pathway"]
    return {
        "by": step.by,
        "counsellor": step.counsellor.id if step.counsellor else None,
        "receipts": [block.receipt for block in pathways],
        "human_override": sorted({fact.slot.value for fact in step.facts}),
        **_referral(step),
    }


def _referral(step: CaseStep) -> dict[str, Any]:
    """Name the kind of the other side, never who it is: that says what somebody needs."""
    made = step.referral
    if made is None:
        return {}
    consent = {"version": made.consent.version, "language": made.consent.language} if made.consent else None
    return {"referral": made.id, "kind": made.kind, "status": made.status.value, "consent": consent}


def seen_body(by: str, what: str) -> dict[str, str]:
    return {"by": by, **({"what": what} if what else {})}


def latest_first(cases: Sequence[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: (case.last_contact, case.id), reverse=True)


def name_of_approval(version: PlanVersion | None, receipt: str) -> str:
    return version.approved_by if version is not None and version.receipt == receipt else ""

"""Which way may a submission go, who decides, and who may not?"""

from datetime import datetime

from knowledge.errors import NotAllowed, SubmissionConflict
from knowledge.vocabulary.provider import Account, AccountRole
from knowledge.vocabulary.submission import Level, StatusChange, SubmissionReport, SubmissionStatus

S = SubmissionStatus
TRANSITIONS: dict[SubmissionStatus, frozenset[SubmissionStatus]] = {
    S.DRAFT: frozenset({S.RECEIVED, S.WITHDRAWN}),
    S.RECEIVED: frozenset({S.CHECKED, S.RETURNED}),
    S.CHECKED: frozenset({S.APPROVED, S.RETURNED, S.REJECTED, S.WITHDRAWN}),
    S.APPROVED: frozenset({S.PUBLISHED, S.WITHDRAWN}),
    S.PUBLISHED: frozenset({S.STALE, S.DEPRECATED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.RECEIVED, S.WITHDRAWN}),
    S.REJECTED: frozenset(),
    # A course that is handed in again comes back by a submission of its own
    S.STALE: frozenset({S.DEPRECATED, S.WITHDRAWN}),
    S.DEPRECATED: frozenset({S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(),
}
_STAFF = frozenset({"operator", "administrator", "moderator"})
OWNERS: dict[SubmissionStatus, frozenset[str]] = {
    # Whose turn it is to move a submission, or a course of it, that stands at this status
    S.DRAFT: frozenset({"operator", "administrator", "provider"}),
    S.RECEIVED: _STAFF | {"provider"},
    S.CHECKED: _STAFF,
    S.APPROVED: _STAFF,
    S.PUBLISHED: _STAFF | {"provider"},
    S.RETURNED: frozenset({"operator", "administrator", "provider"}),
    S.REJECTED: frozenset(),
    S.STALE: _STAFF | {"provider"},
    S.DEPRECATED: _STAFF | {"provider"},
    S.WITHDRAWN: frozenset(),
}
OF_THE_PROVIDER = frozenset({S.WITHDRAWN, S.RECEIVED})
"""What a provider may do with a submission of its own, whoever's turn it is."""


def may_move(status: SubmissionStatus, to: SubmissionStatus, role: str) -> bool:
    """Say whether someone in that role may take a submission from one status to another."""
    its_turn = role in OWNERS[status] or (role == "provider" and to in OF_THE_PROVIDER)
    return to in TRANSITIONS[status] and its_turn


def check_may_move(status: SubmissionStatus, to: SubmissionStatus, role: str) -> None:
    """Raise NotAllowed, saying what is possible, where `may_move` is false; SubmissionConflict where nobody may."""
    if may_move(status, to, role):
        return
    ways = sorted(way for way in TRANSITIONS[status] if may_move(status, way, role))
    possible = (
        f"As {role} you can make it: {', '.join(ways)}." if ways else f"As {role} you cannot move it any further."
    )
    kind = NotAllowed if to in TRANSITIONS[status] else SubmissionConflict
    raise kind(f"A submission that is {status} cannot become {to} at the hand of the {role}.", hint=possible)


def may_hand_in(account: Account) -> bool:
    """Say whether an account hands in courses: whoever reviews them does not."""
    return account.role is AccountRole.PROVIDER


def check_may_hand_in(account: Account) -> None:
    """Raise NotAllowed where `may_hand_in` is false."""
    if not may_hand_in(account):
        raise NotAllowed("A moderator hands in no courses.", hint="Use the key of the provider whose courses they are.")


def may_read(report: SubmissionReport, account: Account | None) -> bool:
    """Say whether an account sees a submission: its own, a moderator all. None is the operator."""
    return account is None or account.role is AccountRole.MODERATOR or report.provider == account.id


def may_publish_at_once(account: Account, report: SubmissionReport) -> bool:
    """Say whether no second person is needed: a known provider whose file has no error."""
    faultless = all(found.level is not Level.ERROR for found in report.findings)
    return account.known and not account.always_review and faultless and report.accepted > 0


def may_approve(report: SubmissionReport, who: str, role: str) -> bool:
    """Say whether this person may approve: a second person, unless it is the operator's own machine."""
    second_person = role in {"operator", "administrator"} or all(change.who != who for change in report.history[:1])
    return may_move(report.status, S.APPROVED, role) and second_person and report.accepted > 0


def check_may_approve(report: SubmissionReport, who: str, role: str) -> None:
    """Raise NotAllowed or SubmissionConflict with the reason where `may_approve` is false."""
    if may_approve(report, who, role):
        return
    check_may_move(report.status, S.APPROVED, role)
    if not report.accepted:
        raise SubmissionConflict("No row of the submission is without an error.", hint="Return it with the findings.")
    raise NotAllowed("Whoever handed a submission in cannot approve it.", hint="Ask another moderator.")


def moved(report: SubmissionReport, to: SubmissionStatus, who: str, at: datetime, why: str = "") -> SubmissionReport:
    """Give the report at its new status, with the change written into its history."""
    change = StatusChange(status=to, who=who, at=at, why=why)
    return report.model_copy(update={"status": to, "history": (*report.history, change)})

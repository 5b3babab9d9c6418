"""Which counsellor invites whom, for how many learners and until when?"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, delete, func, insert, select

from advisor.asking_for_a_person import LETTERS
from advisor.errors import CaseConflict
from advisor.vocabulary.counselling import Counsellor
from bots.accounts.migrate import migrate
from bots.accounts.tables import invitations, invited, users
from bots.accounts.users import Role
from bots.written_down import LateTables, sha, stamp

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from advisor.adviser import Advisor

LENGTH = 12
"""Of 29 letters: 58 bits, short enough to be read out on the phone."""
MOST_LEARNERS, MOST_DAYS = 200, 90


class Invitation(NamedTuple):
    """What the counsellor sees of one that was made; its code was shown once."""

    id: str
    most: int
    used: int
    until: datetime


class Invitations(LateTables):
    """All methods may be called from several threads."""

    def __init__(self, engine: "Engine") -> None:
        super().__init__(engine, migrate)

    def make(self, who: Counsellor, most: int, days: int, now: datetime) -> str:
        """Make a code for so many learners; those whose time is over are let go."""
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        until = now + timedelta(days=min(max(days, 1), MOST_DAYS))
        row = {"sha": _sha(code), "email": who.id, "most": min(max(most, 1), MOST_LEARNERS), "made": stamp(now)}
        self.prune(now)
        with self._engine.begin() as connection:
            connection.execute(insert(invitations).values(**row, until=stamp(until)))
        return code

    def of(self, who: Counsellor, now: datetime) -> Sequence[Invitation]:
        """List a counsellor's, the newest first."""
        used = select(func.count()).where(invited.c.sha == invitations.c.sha).scalar_subquery()
        wanted = select(invitations, used.label("used")).where(_theirs(who), invitations.c.until > stamp(now))
        with self._engine.execution_options(reads_only=True).connect() as connection:
            found = connection.execute(wanted.order_by(invitations.c.made.desc())).all()
        return [Invitation(row.sha, row.most, row.used, datetime.fromisoformat(row.until)) for row in found]

    def end(self, who: Counsellor, identifier: str) -> None:
        """Take one back; of somebody else's as if it were not there. Who came by it stays with the counsellor."""
        with self._engine.begin() as connection:
            _delete(connection, _theirs(who) & (invitations.c.sha == identifier))

    def prune(self, now: datetime) -> None:
        """Delete those whose days are over."""
        with self._engine.begin() as connection:
            _delete(connection, invitations.c.until <= stamp(now))

    def inviter(self, code: str, now: datetime) -> Counsellor | None:
        """Say who invites; None where it is over, used up, taken back, or nobody's."""
        with self._engine.connect() as connection:
            found = _good(connection, code, now)
            return found[0] if found and found[1] > 0 else None

    def take_up(self, code: str, conversation: str, now: datetime) -> Counsellor | None:
        """Count a learner in and say who invites; the same learner again counts once."""
        place = _place(code, conversation)
        with self._engine.begin() as connection:
            found = _good(connection, code, now)
            if found and connection.execute(select(invited).where(place)).first() is not None:
                return found[0]
            if found is None or found[1] <= 0:
                return None
            connection.execute(insert(invited).values(sha=_sha(code), learner=_learner(conversation)))
            return found[0]

    def give_back(self, code: str, conversation: str) -> None:
        """Let go of a learner who was counted in and did not come."""
        with self._engine.begin() as connection:
            connection.execute(delete(invited).where(_place(code, conversation)))


def accepted(advisor: "Advisor", kept: Invitations, code: str, conversation: str, now: datetime) -> Counsellor | None:
    """Do what follows a learner's yes; None where the invitation is good no more.

    Raises CaseConflict where another counsellor looks after the learner; then their place is free again.
    """
    who = kept.take_up(code, conversation, now)
    if who is None:
        return None
    try:
        advisor.accept_invitation(conversation, who, now)
    except CaseConflict:
        kept.give_back(code, conversation)
        raise
    return who


def _good(connection: "Connection", code: str, now: datetime) -> tuple[Counsellor, int] | None:
    """Give who invites and how many learners may still come; the row is held until the transaction ends."""
    counsellors = (users.c.email == invitations.c.email) & (users.c.role == Role.COUNSELLOR.value)
    wanted = (
        select(invitations.c.most, users.c.email, users.c.name)
        .join(users, counsellors)
        .where(invitations.c.sha == _sha(code), invitations.c.until > stamp(now))
    )
    row = connection.execute(wanted.with_for_update(of=invitations)).first()
    if row is None:
        return None
    used = connection.execute(select(func.count()).where(invited.c.sha == _sha(code))).scalar_one()
    return Counsellor(id=row.email, name=row.name), row.most - used


def _delete(connection: "Connection", which: ColumnElement[bool]) -> None:
    gone = select(invitations.c.sha).where(which)
    connection.execute(delete(invited).where(invited.c.sha.in_(gone)))
    connection.execute(delete(invitations).where(which))


def _place(code: str, conversation: str) -> ColumnElement[bool]:
    return (invited.c.sha == _sha(code)) & (invited.c.learner == _learner(conversation))


def _learner(conversation: str) -> str:
    return sha(conversation)


def _theirs(who: Counsellor) -> ColumnElement[bool]:
    return invitations.c.email == who.id


def tidy(code: str) -> str:
    """Read a code as people type it, or as a link carries it."""
    return "".join(each for each in code.upper() if each.isalnum())[:LENGTH]


def _sha(code: str) -> str:
    return sha(tidy(code))

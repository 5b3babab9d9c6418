"""Which provider or moderator is at the browser: by an account's session, or by the key of the interface (R10)?"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from bots.accounts.passes import Kind, Pass, Passes
from bots.accounts.users import Role, User
from bots.web.front import Front
from bots.web.security import is_secure
from bots.web.sessions import signed_in
from knowledge.errors import NotFound
from knowledge.submissions.identifiers import slug
from knowledge.vocabulary.provider import Account, AccountRole

COOKIE = "cairn-provider"
SESSION = timedelta(hours=12)


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in, and for whom they act."""

    account: Account | None
    """None where the person's account is joined to no provider yet."""
    name: str

    @property
    def moderates(self) -> bool:
        return self.account is not None and self.account.role is AccountRole.MODERATOR


@dataclass(frozen=True)
class KeySessions:
    """Sessions of those who typed a key."""

    passes: Passes

    def begin(self, account: Account, now: datetime) -> str:
        return self.passes.make(Kind.PROVIDER_KEY, SESSION, now, Pass(account.id, account.key_sha))

    def end(self, session: str) -> None:
        self.passes.end(session)

    def holder(self, session: str, accounts: Any, now: datetime) -> Account | None:
        """Say whose session it is; a key that was changed or taken away ends it."""
        found = self.passes.find(Kind.PROVIDER_KEY, session, now)
        account = _named(accounts, found.holder) if found else None
        return account if found and account and accounts.accepts(account, found.proof) else None


async def visitor(front: Front, request: Request) -> Visitor | None:
    """Give who is signed in as provider or moderator; None for everybody else."""
    session = request.cookies.get(COOKIE)
    accounts = front.house.library.accounts
    if session:
        keys: KeySessions = request.app.state.provider_keys
        account = await asyncio.to_thread(keys.holder, session, accounts, front.now())
        if account is not None:
            return Visitor(account, account.name)
    user = await signed_in(front, request)
    return await asyncio.to_thread(_acting_for, user, accounts) if user else None


def _acting_for(user: User, accounts: Any) -> Visitor | None:
    """Join a person to the provider whose name the person's account carries."""
    if user.role is Role.MODERATOR:
        moderator = Account(id=slug(user.name), name=user.name, role=AccountRole.MODERATOR, added=user.added)
        return Visitor(moderator, user.name)
    if user.role is not Role.PROVIDER:
        return None
    account = _named(accounts, user.name)
    mine = account if account and account.role is AccountRole.PROVIDER else None
    return Visitor(mine, user.name)


def _named(accounts: Any, name: str) -> Account | None:
    try:
        found: Account = accounts.find(name)
    except NotFound:
        return None
    return found


def keep(front: Front, request: Request, answer: Response, session: str) -> None:
    answer.set_cookie(
        COOKIE, session,
        max_age=int(SESSION.total_seconds()), path="/provider", httponly=True, samesite="strict",
        secure=is_secure(request, front.house.settings.public_url),
    )  # fmt: skip


def forget(front: Front, request: Request, answer: Response) -> None:
    secure = is_secure(request, front.house.settings.public_url)
    answer.delete_cookie(COOKIE, path="/provider", secure=secure, httponly=True, samesite="strict")

"""What do the doors let go of when its time is over: links, sessions, files under way, invitations?"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bots.accounts.arrivals import Arrivals
from bots.accounts.invitations import Invitations
from bots.accounts.passes import Passes
from bots.accounts.users import Users
from bots.web.kept import Kept
from bots.web.kept.desk import Desk

if TYPE_CHECKING:
    from sqlalchemy import Engine


def forget_over(engine: "Engine", keep_days: int, now: datetime) -> None:
    """Delete what nothing opens any more; thumbs go with the conversations that they stand in."""
    Users(engine).prune(now)
    Arrivals(engine).prune(now)
    Passes(engine).prune(now)
    Invitations(engine).prune(now)
    Desk(engine).prune(now)
    Kept(engine).prune(now - timedelta(days=keep_days), now)

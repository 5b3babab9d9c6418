"""What does a link `t.me/our_bot?start=…` ask for: a course, a goal, a web conversation, an invitation?"""

import hashlib
import re
from collections.abc import Sequence
from enum import StrEnum

from knowledge.vocabulary.credential import MicroCredential

MOST = 64
"""Characters that Telegram takes behind `start=`, none but these: A-Z a-z 0-9 _ -"""
USABLE = re.compile("[A-Za-z0-9_-]{3,64}")
OTHER = re.compile("[^A-Za-z0-9_-]")


class Kind(StrEnum):
    COURSE = "c"
    GOAL = "g"
    WEB = "l"
    INVITATION = "i"


def read_start(payload: str) -> tuple[Kind, str] | None:
    """Read what stands behind `/start`; None where it is no link of ours."""
    kind, mark, value = payload.partition("_")
    if not USABLE.fullmatch(payload) or not mark or not value or kind not in set(Kind):
        return None
    return Kind(kind), value


def address(bot: str, kind: Kind, value: str) -> str:
    return f"https://t.me/{bot}?start={kind}_{value}"


def course_key(identifier: str) -> str:
    """Name a course in a link: its id where that fits, else its beginning with a hash."""
    plain = OTHER.sub("_", identifier)
    if len(plain) <= MOST - 2:
        return plain
    return f"{plain[:40]}_{hashlib.sha256(identifier.encode()).hexdigest()[:20]}"


def find_course(courses: Sequence[MicroCredential], key: str) -> MicroCredential | None:
    """Find the one course that a link names, by its id or by the provider's own; None where it is none or several."""
    found = [course for course in courses if course_key(course.id) == key]
    found = found or [course for course in courses if OTHER.sub("_", course.external_id or "") == key]
    return found[0] if len(found) == 1 else None


def topic(value: str) -> str:
    """Make words of `solar-panels`."""
    return " ".join(re.split("[_-]+", value)).strip()

"""Who may hand in courses, and from where are they fetched?"""

from datetime import datetime
from enum import StrEnum

from knowledge.vocabulary.value import Value


class AccountRole(StrEnum):
    PROVIDER = "provider"
    """Hands in courses of its own and sees nothing else."""
    MODERATOR = "moderator"
    """Reviews what providers hand in."""


class Account(Value):
    """An organisation, or an office, that comes in with a key. Only the key's hash is kept."""

    id: str
    """The slug of the name; the partition of what it hands in."""
    name: str
    """As it stands in the column `provider` of its courses."""
    role: AccountRole = AccountRole.PROVIDER
    key_sha: str = ""
    known: bool = False
    """True after its first approved submission, or when the operator says so: then a good file is published at once."""
    always_review: bool = False
    """True where a second person looks at every submission, known or not."""
    added: datetime


class ApiKey(Value):
    """A further key of a provider, for one program of theirs. Only its hash is kept."""

    id: str
    account: str
    name: str
    """What it is for, in the provider's words."""
    sha: str
    added: datetime
    used: datetime | None = None
    """When it was last used, to the hour; None where it never was."""


class PullOutcome(Value):
    """What came of fetching a feed once."""

    at: datetime
    good: bool
    message: str
    hint: str = ""
    submission: str = ""
    """The report with the findings, where there was something to read."""
    stale: tuple[str, ...] = ()
    """Courses that became stale, having been missing for longer than the grace."""


class Feed(Value):
    """An address from which a provider's courses are fetched on a schedule, and how that goes."""

    name: str
    provider: str
    address: str
    format: str = "auto"
    every_minutes: int = 24 * 60
    account: str = ""
    """Who added it in the workspace: what it holds goes the way of a file of theirs. Empty where the operator did."""
    any_provider: bool = False
    """True where it may speak of other providers' courses too."""
    complete: bool = True
    """True where a course that is no longer in it is no longer offered."""
    grace_days: int = 14
    added: datetime
    due: datetime
    failures: int = 0
    """In a row."""
    etag: str = ""
    last_modified: str = ""
    content_sha: str = ""
    courses: tuple[str, ...] = ()
    """What it spoke of last."""
    missing: dict[str, datetime] = {}
    """Course → since when it is no longer in it."""
    outcomes: tuple[PullOutcome, ...] = ()
    """The last ones, newest first."""
    begun: datetime | None = None
    """When a pull began that has not ended."""

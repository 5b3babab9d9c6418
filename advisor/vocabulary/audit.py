"""What was advised, by whom and on what grounds, without a word of a person?"""

from datetime import datetime
from typing import Any

from knowledge.vocabulary.value import Value


class AuditRow(Value):
    """One row of the audit (R14); each carries the hash of itself and the row before."""

    number: int
    at: datetime
    pseudonym: str
    """Finds a conversation while it is there, and nothing once it is erased."""
    event: str
    """`turn`, `erased`, `pathway` where it was planned without a conversation; of a counsellor's case `seen` and its steps."""
    body: dict[str, Any]
    text: str
    """The body as it is kept: the bytes that the chain is made from."""
    stamp: str
    """The time as it is kept."""
    chain: str

"""What was found in a file that a learner shows?"""

from advisor.vocabulary.credential import CheckResult, CredentialCheck
from knowledge.vocabulary.value import Value

MOST_TEXT = 2_000
"""Letters that are read of any one text of a certificate."""


class Alignment(Value):
    """A skill or outcome of somebody's list that an achievement names."""

    name: str = ""
    address: str = ""


class Achievement(Value):
    """What somebody had to be able to do to get the certificate, as its issuer states it."""

    id: str = ""
    title: str = ""
    description: str = ""
    criteria: str = ""
    language: str = ""
    alignments: tuple[Alignment, ...] = ()


class Examined(Value):
    """One certificate with what came of its checks."""

    check: CredentialCheck
    achievement: Achievement = Achievement()
    subject: str = ""
    """To whom it was issued, where that is a DID."""


class Looked(Value):
    """A file as far as it could be looked at with what was at hand."""

    certificates: tuple[Examined, ...] = ()
    """Empty where the file holds none that can be read."""
    presented: CheckResult | None = None
    """Whether a wallet signed this for our request; None where the file is no presentation."""
    wanted: tuple[str, ...] = ()
    """Addresses whose content would say more."""

"""Who awards and who teaches?"""

from knowledge.vocabulary.value import Value


class Accreditation(Value):
    """A body's statement that an organisation or its programme meets a standard."""

    body: str
    standard: str = ""
    url: str = ""


class Organisation(Value):
    """An organisation in a role: awarding body or provider (often two organisations)."""

    name: str
    country: str = ""
    """ISO 3166-1 alpha-2, empty where not stated."""
    url: str = ""
    accreditations: tuple[Accreditation, ...] = ()

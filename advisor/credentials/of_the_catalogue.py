"""Is a certificate that of a course in our catalogue, so that the course need not be taken again?"""

from advisor.credentials.examined import Examined
from advisor.vocabulary.credential import Worth
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredential


def course_of(one: Examined, library: Library) -> MicroCredential | None:
    """Find the course by the achievement's own address, else by its title together with who awards or teaches it."""
    if one.check.worth is Worth.NOTHING:
        return None
    return next((record for record in library.micro_credentials() if _is_its(record, one)), None)


def _is_its(record: MicroCredential, one: Examined) -> bool:
    address = one.achievement.id
    if "://" in address and address in {record.external_id, *(offer.url for offer in record.opportunities)}:
        return True
    organisations = {record.awarding_body.name, *(offer.provider.name for offer in record.opportunities)}
    same_name = _plain(record.title) == _plain(one.check.title) != ""
    return same_name and _plain(one.check.issuer_name) in {_plain(name) for name in organisations if name}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())

"""Does a course's text carry the contact data of a private person?"""

import re
from collections.abc import Iterable

from knowledge.submissions.rules import finding
from knowledge.vocabulary.submission import Finding

_ADDRESS = re.compile(r"\b([\w.+-]{2,64})@([\w-]+(?:\.[\w-]+)+)\b")
_PRIVATE_HOSTS = re.compile(
    r"^(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol|gmx|web|t-online|proton|protonmail|mail|yandex|"
    r"bih|hi|net\.hr|naver|qq|163)\.(?:com|net|org|de|at|ch|ba|rs|hr|me|ru|fr|it|es|co\.id|co\.uk|co\.th|com\.my)$",
    re.IGNORECASE,
)
_NAME_LIKE = re.compile(r"^(?:[^\W\d_]{2,}[._][^\W\d_]{2,}|[A-Z][a-zà-ž]+[A-Z]{0,2}[A-Z][a-zà-ž]+)\d{0,4}$")
_ROLES = re.compile(
    r"info|office|contact|kontakt|admin|admis|enrol|regist|support|help|hello|mail|train|edu|cours|kurs|academ|akadem|school|skol|"
    r"college|univ|institut|center|centre|centar|sekret|secret|ured|zyra|service|servis|student|career|program|learn|team|sales|market|"
    r"apply|applic|inquir|enquir|depart|partner|press|privacy|legal|library|finan|billing|account|noreply|reply",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"\b(?:whats\s?app|viber|mobile|cell(?:\s?phone)?|mobitel|mob\.?|handy|no\.?\s*hp|hp|wa)\s*(?:no\.?|number|nummer|broj)?\s*[:.]?\s*"
    r"(?P<number>\+?\(?\d[\d\s()/.-]{6,17}\d)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:(?i:contact(?:\s+person)?|kontakt(?:\s*osoba)?|ansprechpartner(?:in)?|narahubung|personi\s+i\s+kontaktit|лице\s+за\s+контакт|"
    r"call|ask\s+for|mr\.?|mrs\.?|ms\.?|herrn?|frau|bapak|ibu|gospodin|gospođa)\s*:?\s+)+"
    r"[A-ZČĆŠŽĐÄÖÜËÇА-Я][\w'’-]+(?:\s+[A-ZČĆŠŽĐÄÖÜËÇА-Я][\w'’-]+){0,2},?\s*(?:(?:at|on|tel\.?|telefon|phone)\s*)?[:.,(]?\s*"
    r"(?P<number>\+?\(?\d[\d\s()/.-]{6,17}\d)"
)


def private_contacts(field: str, text: str) -> Iterable[Finding]:
    """Find a person's own mail address or mobile number; an office's address is nobody's private data."""
    found = (*_addresses(text), *_numbers(text))
    if found:
        yield finding("private_contact", field=field, value=found[0])


def _addresses(text: str) -> tuple[str, ...]:
    if "@" not in text:
        return ()
    return tuple(one.group() for one in _ADDRESS.finditer(text) if _is_private(one[1], one[2]))


def _is_private(name: str, host: str) -> bool:
    if _ROLES.search(name):
        return False
    return bool(_PRIVATE_HOSTS.match(host)) or bool(_NAME_LIKE.match(name))


def _numbers(text: str) -> tuple[str, ...]:
    if not any(c.isdigit() for c in text):
        return ()
    return tuple(one.group().strip() for kind in (_MOBILE, _PERSON) for one in kind.finditer(text))

"""What does a certificate say that its holder can do, in whatever form it is written?"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from advisor.credentials.examined import MOST_TEXT, Achievement, Alignment
from advisor.credentials.opening import Opened
from advisor.credentials.status_lists import credential_of
from advisor.vocabulary.credential import CredentialForm
from knowledge.formats.cleaning import clean

MOST_TITLE = 200
MOST_ALIGNMENTS = 20
Node = Mapping[str, Any]


def achievement_of(opened: Opened) -> Achievement:
    """Read it by the form; what is not stated is empty."""
    document = credential_of(opened)
    read = _READERS.get(opened.form, _open_badge_3)
    return read(document)


def issuer_name(opened: Opened) -> str:
    """Give the issuer's name as the certificate states it."""
    document = credential_of(opened)
    badge = document.get("badge")
    for holder in (document, badge if isinstance(badge, dict) else {}):
        issuer = holder.get("issuer")
        if isinstance(issuer, dict):
            name = issuer.get("name") or issuer.get("legalName") or issuer.get("prefLabel") or issuer.get("altLabel")
            return said(name)[:MOST_TITLE]
    return ""


def subject_of(opened: Opened) -> str:
    """Give the DID to which the certificate was issued; empty where it names none."""
    stated = next(_subjects(credential_of(opened)), {}).get("id") or opened.document.get("sub")
    return stated if isinstance(stated, str) and stated.startswith("did:") else ""


def _open_badge_3(document: Node) -> Achievement:
    subject = next(_subjects(document), {})
    node = next(_nodes(subject.get("achievement")), subject)
    return _achievement(node, title=said(node.get("name")) or said(document.get("name")))


def _open_badge_2(document: Node) -> Achievement:
    node = next(_nodes(document.get("badge")), {})
    return _achievement(node, title=said(node.get("name")))


def _elm(document: Node) -> Achievement:
    subject = next(_subjects(document), {})
    claims = [*_nodes(subject.get("hasClaim")), *_nodes(subject.get("claim")), *_nodes(subject.get("achieved"))]
    outcomes = [
        outcome
        for claim in claims
        for made in _nodes(claim.get("specifiedBy"))
        for outcome in _nodes(made.get("learningOutcome"))
    ]
    shown = next(_nodes(document.get("displayParameter")), {})
    title = said(shown.get("title")) or next((said(c.get("title")) for c in claims if c.get("title")), "")
    return Achievement(
        title=title[:MOST_TITLE],
        description="\n".join(said(outcome.get("title")) for outcome in outcomes)[:MOST_TEXT],
        alignments=tuple(a for outcome in outcomes for a in _esco(outcome))[:MOST_ALIGNMENTS],
    )


_READERS: Mapping[CredentialForm, Callable[[Node], Achievement]] = {
    CredentialForm.ELM: _elm,
    CredentialForm.OPEN_BADGE_2: _open_badge_2,
    CredentialForm.OPEN_BADGE_2_JWS: _open_badge_2,
}


def _achievement(node: Node, title: str) -> Achievement:
    criteria = node.get("criteria")
    narrative = criteria.get("narrative") if isinstance(criteria, Mapping) else criteria
    language = node.get("inLanguage") or node.get("@language")
    return Achievement(
        id=_text(node.get("id"))[:MOST_TITLE],
        title=title[:MOST_TITLE],
        description=said(node.get("description"))[:MOST_TEXT],
        criteria=said(narrative)[:MOST_TEXT] if not said(narrative).startswith("http") else "",
        language=_text(language)[:2].lower(),
        alignments=tuple(_aligned(node))[:MOST_ALIGNMENTS],
    )


def _aligned(node: Node) -> Iterator[Alignment]:
    for one in (*_nodes(node.get("alignment")), *_nodes(node.get("alignments"))):
        address = _text(one.get("targetUrl") or one.get("targetURL") or one.get("id"))
        found = Alignment(name=said(one.get("targetName"))[:MOST_TITLE], address=address[:MOST_TITLE])
        if found.name or found.address:
            yield found


def _esco(outcome: Node) -> Iterator[Alignment]:
    for one in (*_nodes(outcome.get("relatedESCOSkill")), *_nodes(outcome.get("relatedSkill"))):
        name = said(one.get("prefLabel")) or said(one.get("title"))
        yield Alignment(name=name[:MOST_TITLE], address=_text(one.get("id") or one.get("uri"))[:MOST_TITLE])


def _subjects(document: Node) -> Iterator[Node]:
    return _nodes(document.get("credentialSubject"))


def _nodes(value: Any) -> Iterator[Node]:
    """List the objects of a value that may be one or several; an address alone becomes one that has only that."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, Mapping):
            yield each
        elif isinstance(each, str) and "://" in each:
            yield {"id": each}


def said(value: Any) -> str:
    """Give a text that may be one of several languages: English first, since skills are found in it best."""
    if isinstance(value, Mapping):
        inner = value.get("en") or value.get("@value") or next((v for k, v in value.items() if k[:1] != "@"), "")
        return said(inner) if not isinstance(inner, Mapping) else ""
    if isinstance(value, list):
        return said(value[0]) if value and not isinstance(value[0], list) else ""
    return _text(value)


def _text(value: Any) -> str:
    return clean(value[: 2 * MOST_TEXT]) if isinstance(value, str) else ""

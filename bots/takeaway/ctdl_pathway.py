"""How is a plan written as a Pathway of the Credential Transparency Description Language?"""

import uuid
from typing import Any

from advisor.vocabulary.pathway import Pathway, PathwayStep
from knowledge.formats.ctdl_writing import CONTEXT
from knowledge.formats.own_terms import PREFIX

NAMESPACE = uuid.UUID("6f0a8a52-6d4c-5c1e-9b57-0a3a5b1f7c11")
"""Of the identifiers that we give: the same plan gets the same ones again."""


def as_ctdl(pathway: Pathway, language: str, address: str) -> dict[str, Any]:
    """Write `ceterms:Pathway` with a `ceterms:CredentialComponent` a step, in order.

    `address` is where the plan can be had again. What a course does not state is left out, never guessed.
    The order stands in `precededBy` alone: Credential Engine's viewer takes `hasChild` for what comes before, LearnCard's
    import for what comes after, so that whoever writes it is misread by one of them.
    """
    tag = language.partition("-")[0]
    parts = [_identifier(address, step) for step in pathway.steps]
    whole = {
        "@type": "ceterms:Pathway",
        "@id": address,
        "ceterms:ctid": _ctid(address),
        "ceterms:name": {tag: pathway.goal_label or pathway.goal.text},
        "ceterms:description": {tag: " → ".join(step.title for step in pathway.steps)},
        "ceterms:subjectWebpage": address,
        "ceterms:hasPart": parts,
        "ceterms:hasDestinationComponent": parts[-1:],
        "ceterms:estimatedDuration": _duration(pathway.totals.hours),
        "ceterms:occupationType": _occupation(pathway, tag),
    }
    nodes = [whole, *(_component(pathway, step, tag, address) for step in pathway.steps)]
    return {
        "@context": [CONTEXT, PREFIX],
        "@graph": [{key: value for key, value in node.items() if value} for node in nodes],
    }


def _component(pathway: Pathway, step: PathwayStep, tag: str, address: str) -> dict[str, Any]:
    taught_in = step.language or tag
    before = [s for s in pathway.steps if s.order < step.order]
    needed = [_identifier(address, s) for s in before if s.micro_credential_id in step.requires]
    last = pathway.steps[-1] is step
    return {
        "@type": "ceterms:CredentialComponent",
        "@id": _identifier(address, step),
        "ceterms:ctid": _ctid(_identifier(address, step)),
        "ceterms:name": {taught_in: step.title},
        "ceterms:isPartOf": [address],
        "ceterms:isDestinationComponentOf": [address] if last else [],
        "ceterms:credentialType": "ceterms:MicroCredential",
        "ceterms:proxyFor": step.url,
        "ceterms:subjectWebpage": step.url,
        "ceterms:identifier": [{"@type": "ceterms:IdentifierValue", "ceterms:identifierValueCode": step.micro_credential_id}],
        "ceterms:precededBy": [_identifier(address, before[-1])] if before else [],
        "ceterms:prerequisite": needed,
        "ceterms:estimatedDuration": _duration(step.hours),
        "ceterms:creditValue": _credits(step.ects),
    }  # fmt: skip


def _identifier(address: str, step: PathwayStep) -> str:
    return f"{address}#step-{step.order}"


def _ctid(address: str) -> str:
    return f"ce-{uuid.uuid5(NAMESPACE, address)}"


def _duration(hours: float | None) -> list[dict[str, Any]]:
    if hours is None:
        return []
    whole, minutes = divmod(round(hours * 60), 60)
    written = f"PT{whole}H" + (f"{minutes}M" if minutes else "")
    return [{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": written}]


def _credits(ects: float | None) -> list[dict[str, Any]]:
    if ects is None:
        return []
    unit = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "ECTS"}}
    return [{"@type": "ceterms:ValueProfile", "schema:value": ects, "ceterms:creditUnitType": [unit]}]


def _occupation(pathway: Pathway, tag: str) -> list[dict[str, Any]]:
    if not pathway.goal.occupation:
        return []
    node = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": pathway.goal.occupation}
    return [{**node, "ceterms:targetNodeName": {tag: pathway.goal_label}}]

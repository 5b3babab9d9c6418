"""Which other courses could stand in a step's place, and which limits would they break?"""

from collections.abc import Iterator
from itertools import islice

from advisor.dialogue import Scene
from advisor.limits import filters_of
from advisor.parts import Parts
from advisor.vocabulary.pathway import Pathway, PathwayStep
from knowledge.errors import NotFound
from knowledge.vocabulary.credential import ConceptUri, MicroCredential, MicroCredentialId
from knowledge.vocabulary.language import understood_together
from knowledge.vocabulary.search import Filters

LOOKED_AT = 12


def others(step: PathwayStep, plan: Pathway, scene: Scene, parts: Parts, most: int) -> tuple[MicroCredential, ...]:
    """Give the planner's alternatives; where it knows none, what teaches a part of the same, own languages and limits first."""
    known = [record for each in step.alternatives if (record := find(each, parts))]
    if known:
        return tuple(known[:most])
    return tuple(islice(_nearest(step, plan, scene, parts), most))


def find(identifier: str, parts: Parts) -> MicroCredential | None:
    try:
        return parts.library.find(MicroCredentialId(identifier))
    except NotFound:
        return None


def _nearest(step: PathwayStep, plan: Pathway, scene: Scene, parts: Parts) -> Iterator[MicroCredential]:
    skills = [ConceptUri(closed.skill) for closed in step.closes]
    seen = {each.micro_credential_id for each in plan.steps} | set(scene.profile.not_wanted)
    limits = filters_of(scene.profile.constraints)
    own = (*understood_together(scene.profile.language), "en")
    in_own = limits if limits.languages else limits.model_copy(update={"languages": own})
    for filters in (in_own, limits, Filters()):
        for match in parts.library.teaching(skills, filters, LOOKED_AT) if skills else ():
            if match.micro_credential.id not in seen:
                seen.add(match.micro_credential.id)
                yield match.micro_credential

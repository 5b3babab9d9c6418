"""What does the planner hand on: a pathway together with the quotes that prove it?"""

from typing import Literal

from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.pathway import Pathway
from knowledge.vocabulary.value import Value

PathwayKind = Literal[
    "recommended", "cheapest", "fastest", "own_language", "closest", "most_complete", "other_courses", "what_if"
]


class PlannedPathway(Value):
    """A pathway and its citations; `Reason.citation` is the `n` of one of them."""

    pathway: Pathway
    citations: tuple[NumberedCitation, ...] = ()
    kind: PathwayKind = "recommended"

"""What does somebody's award state that belongs to the award and never to a catalogue?"""

from collections.abc import Sequence

from knowledge.formats.linked_data import Graph, Node
from knowledge.vocabulary.submission import Finding, Level

_LEARNER = ("credentialSubject", "recipient")
_DATE = ("validFrom", "issuanceDate", "issuedOn", "issued", "awardedDate", "awardingDate")


def award_finding(graph: Graph, awards: Sequence[Node]) -> Finding:
    """Say that the file is one person's award, and which elements of Annex I were left out with the person."""
    learner = next((key for key in _LEARNER for one in awards if one.get(key)), "")
    date = next((key for key in _DATE for one in (*awards, *graph.of_type("AwardingProcess")) if one.get(key)), "")
    elements = [
        *([f"1 (identification of the learner, in `{learner}`)"] if learner else []),
        *([f"5 (date of issuing, in `{date}`)"] if date else []),
    ]
    stated = (
        f" Of Annex I it states, besides what follows, element {' and element '.join(elements)}." if elements else ""
    )
    return Finding(
        level=Level.INFO,
        code="an_award",
        message=f"The file is one person's award: only what can be learnt was read; the person, the result, the evidence, the numbers and the dates were left out.{stated}",
        mend="Nothing is to be done: those two elements belong to the award, so that a catalogue entry is measured by the other nine.",
    )

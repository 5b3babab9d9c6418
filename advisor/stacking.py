"""How far do the steps lead towards the larger credentials that courses say they count towards?"""

from collections.abc import Iterable, Sequence

from advisor.offers import Offer
from advisor.published import Published
from advisor.vocabulary.pathway import StackProgress
from knowledge.transliteration import folded


def stacking(chosen: Sequence[Offer], completed: Iterable[str], published: Published) -> tuple[StackProgress, ...]:
    """Count for each larger credential the steps and the courses done before, and all courses of the catalogue.

    Names are compared without regard to letters' case and marks, and shown as the first step states them.
    """
    done = [published.records[c] for c in completed if c in published.records]
    counting: dict[str, tuple[str, dict[str, None]]] = {}
    for record in (*(o.record for o in chosen), *done):
        for name in record.stacks_into:
            counting.setdefault(folded(name), (name, {}))[1][record.id] = None
    if not counting:
        return ()
    stated = [{folded(name) for name in r.stacks_into} for r in published.records.values() if r.stacks_into]
    return tuple(
        StackProgress(credential=name, counts=tuple(ids), of=sum(key in names for names in stated))
        for key, (name, ids) in counting.items()
    )

"""Which language does a visitor's browser ask for, and in which direction is it written?"""

from bots.wording import offered_language

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def direction(language: str) -> str:
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def chosen_language(header: str) -> str:
    """Pick from `Accept-Language` the first of ours, by weight; English where none is."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.partition(";q=")
        base = offered_language(tag.strip())
        if base and _weight(weight) > 0:
            weighed.append((-_weight(weight), place, base))
    return min(weighed)[2] if weighed else "en"


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0

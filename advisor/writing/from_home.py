"""What need the online steps of a pathway not state, because they are taken from home?"""

from advisor.limit_names import limit_value
from advisor.translations import translate
from advisor.vocabulary.blocks import TextBlock
from advisor.vocabulary.pathway import Pathway

AT_HOME = "“{needs}” is not stated for the online steps. They are in your plan because you take them from home."


def from_home(found: Pathway, language: str) -> tuple[TextBlock, ...]:
    """Say that online steps do not state a need that has no meaning for what is taken from home."""
    check = next(
        (each for each in found.constraints if each.name == "needs" and "online" in each.got.split(", ")), None
    )
    if check is None:
        return ()
    return (TextBlock(text=translate(language, AT_HOME, needs=limit_value(language, "needs", check.wanted))),)

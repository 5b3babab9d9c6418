"""Which word did a line break cut in two?"""

import re
from collections.abc import Collection, Sequence

SOFT = "\u00ad"
_CUT = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_GOES_ON = re.compile(r"^([^\W\d_]+)")


def joined_lines(lines: Sequence[str], known: Collection[str] = ()) -> str:
    """Put lines together with spaces; a word that was cut at the end of a line is one word again.

    `known` are words of the document in small letters: a hyphen that it writes elsewhere too stays.
    """
    text = ""
    for line in lines:
        text = joined(text, line.strip(), known)
    return text


def joined(before: str, after: str, known: Collection[str] = ()) -> str:
    """Put two lines together."""
    if not before or not after:
        return before or after
    cut, rest = _CUT.search(before), _GOES_ON.match(after)
    if cut and rest and rest[1][0].islower():
        whole = f"{cut[1]}{rest[1]}".lower()
        hyphened = f"{cut[1]}-{rest[1]}".lower()
        if whole in known or hyphened not in known:
            return before[:-1] + after
        return before[:-1] + "-" + after
    if cut and not before.endswith(SOFT):
        return before + after if rest else f"{before} {after}"
    return f"{before.rstrip(SOFT)} {after}"

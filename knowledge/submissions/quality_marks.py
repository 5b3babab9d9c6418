"""Which named quality marks, and which parts of an examination, does a provider's own sentence state?"""

import re

from knowledge.vocabulary.credential import AssessmentPart, QualityMark

_MARK = (
    r"(?:Qualitätssiegel|Gütesiegel|Siegel|Qualitätsstufe|quality[ -]mark|quality|mark|level|Niveau|Stufe|Kategorie)"
)
SCHEMES: dict[str, tuple[re.Pattern[str], ...]] = {
    "DIHK": (
        re.compile(rf"\bDIHK\b[-\s„“\"'(:]*(?:{_MARK}[-\s„“\"'(:]*){{0,2}}(?P<level>[ABC])\b", re.IGNORECASE),
        re.compile(rf"\b{_MARK}[-\s„“\"'(:]*(?P<level>[ABC])\b[”“\"')]*\s*[(,]?\s*(?:der|des|of|by|the|\s)*\s*DIHK\b", re.IGNORECASE),
        re.compile(r"\bDIHK\b"),
    ),
    "AZAV": (re.compile(r"\bAZAV\b"),),
    "EQAVET": (re.compile(r"\bEQAVET\b"),),
    "ISO 21001": (re.compile(r"\bISO[ -]?21001\b"),),
    "ISO 29993": (re.compile(r"\bISO[ -]?29993\b"),),
    "MQA": (re.compile(r"\bMQA\b"),),
}  # fmt: skip
"""Scheme → its sentences, the most telling first. A level is read only as a capital letter beside the scheme's name."""
_BETWEEN = re.compile(r"\s*[|;\n]\s*")
_SHARE = re.compile(r"\s*[(,:–-]?\s*(?P<share>\d{1,3})\s?%\s*\)?")


def marks_in(text: str) -> tuple[QualityMark, ...]:
    """List the marks that the text names, each scheme with the level that stands beside it, as it is stated."""
    return tuple(mark for scheme in SCHEMES if (mark := _mark(scheme, text)) is not None)


def parts_in(text: str) -> tuple[AssessmentPart, ...]:
    """Split what is assessed into its parts, each with its share in percent where stated; none where it is one piece."""
    pieces = [piece for piece in _BETWEEN.split(text.strip()) if piece]
    return tuple(_part(piece) for piece in pieces) if len(pieces) > 1 else ()


def _mark(scheme: str, text: str) -> QualityMark | None:
    for pattern in SCHEMES[scheme]:
        for found in pattern.finditer(text):
            level = found.groupdict().get("level") or ""
            if level.isupper() or not level:
                return QualityMark(scheme=scheme, level=level)
    return None


def _part(piece: str) -> AssessmentPart:
    found = _SHARE.search(piece)
    if found is None or int(found["share"]) > 100:
        return AssessmentPart(name=piece)
    name = f"{piece[: found.start()]}{piece[found.end() :]}".strip(" ,:()")
    return AssessmentPart(name=name or piece, share=int(found["share"]))

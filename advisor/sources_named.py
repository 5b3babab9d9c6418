"""Which sources does a question name or compare, and which of them does a document speak for?"""

import re

from knowledge.transliteration import folded
from knowledge.vocabulary.search import PassageMatch

COMPARING = re.compile(
    r"\bdifferen|\bdiffer\b|\bdiffers\b|\bversus\b|\bvs\b|\bcompar|\brazlik|\brazlicit|\busporedi|\buporedi|\bsporedi|\bunterschied|\bunterscheid|"
    r"\bvergleich|\bbeda(?:nya)?\b|\bbedain|\bperbedaan|\bperbezaan|\bberbeza|\bbeza(?:nya)?\b|\bbanding|\bdallim|\bndrysh|\bkrahas|ต่าง|เปรียบเทียบ"
)
SOURCES: dict[str, tuple[str, str]] = {
    "eu": (
        r"\be\.?u\.?(?:-a|-ja|-ovoj|-ova|-u|s)?\b|\beurop|\bevrop|\beropa\b|\bcouncil|\bvijec|\bsavet|\bsovet|\bratsempfehl|\bue\b|\bbe-se\b|\bkeshill|สหภาพยุโรป|ยุโรป|อียู",
        r"council of the european union",
    ),
    "unesco": (r"\bunesco|\bjunesko|\bunesk|ยูเนสโก", r"unesco"),
    "dihk": (r"\bdihk|\bihk\b", r"dihk|chamber"),
    "microbol": (r"\bmicrobol|\bbologna|\bbolonj|โบโลญญา", r"microbol|bologna"),
    "lisbon": (r"\blisbon|\blisabon|\blissabon|\blizbon|\btokyo|\btokio|โตเกียว|ลิสบอน", r"council of europe"),
    "malaysia": (r"\bmalaysia|\bmalezi|\bmqa\b|\bapel\b|มาเลเซีย", r"malaysia"),
    "indonesia": (r"\bindonesi|\bkkni\b|\bbnsp\b|\bprakerja|อินโดนีเซีย", r"indonesia"),
}
"""Source → how a question names it, and what an issuer or a title that speaks for it says (both folded)."""


def named(text: str) -> frozenset[str]:
    """List the sources that words name."""
    plain = folded(text)
    return frozenset(source for source, (words, _) in SOURCES.items() if re.search(words, plain))


def speaks_of(match: PassageMatch, source: str) -> bool:
    """Say whether a document is of that source."""
    told = folded(f"{match.document.issuer} {match.document.title}")
    return re.search(SOURCES[source][1], told) is not None


def only_of(source: str, question: str) -> str:
    """Ask the question of one source alone: without the names of the others, and without the words that compare."""
    others = (words for name, (words, _) in SOURCES.items() if name != source)
    for words in (*others, COMPARING.pattern):
        question = re.sub(rf"(?:{words})\w*", " ", question, flags=re.IGNORECASE)
    return " ".join(question.split())

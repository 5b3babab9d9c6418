"""What should a person look at before a course is shown to learners?"""

import re
from collections.abc import Iterable, Mapping, Sequence

from knowledge.submissions.rules import finding
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import Finding, Reading

REQUIRED = ("title",)
_MACHINE = re.compile(
    r"""
      \b(?:ignore|disregard|forget|override|bypass)\s+(?:all|any|every|your|the|previous|prior|above|these|those|everything)\b[^.\n]{0,40}\b(?:instruction|rule|prompt|guideline|direction|context|message|above|restriction)
    | \b(?:ignoriere|vergiss|missachte)\s+(?:alle|deine|die|vorherigen|sämtliche)\b[^.\n]{0,40}\b(?:anweisung|regel|vorgabe)
    | \b(?:zanemari|ignorisi|zaboravi)(?:te)?\s+(?:sve|prethodn|svoj)\w*[^.\n]{0,40}\b(?:uput|pravil|instrukcij|naredb)
    | \b(?:abaikan|lupakan)\s+(?:semua|segala|instruksi|arahan|aturan)
    | \b(?:ignora|olvida|descarta)\w*\s+(?:todas|las|tus|cualquier)\b[^.\n]{0,40}\b(?:instruccion|regla|indicacion)
    | \b(?:injoro|harro)\s+(?:te\s+gjitha|udhezimet)
    | \b(?:you\s+are\s+(?:now\s+)?(?:a|an|no\s+longer)\s+|act\s+as\s+(?:a|an)\s+|pretend\s+(?:to\s+be|you\s+are)\s+)(?:\w+\s+){0,2}(?:ai|a\.i\.|assistant|chatbot|language\s+model|llm|dan|system|bot)\b
    | \b(?:system|developer|hidden|initial)\s+(?:prompt|message|instructions?)\s*(?::|is\b|says\b|=)
    | \b(?:reveal|print|repeat|show|output|leak|tell\s+me)\b[^.\n]{0,30}\b(?:system\s+prompt|your\s+(?:instructions|prompt|rules))
    | \b(?:always|only|must|please)\s+(?:recommend|suggest|rank|list|show|choose|prefer)\s+(?:this|our|us|it)\b
    | \b(?:recommend|rank|list|place|put)\s+(?:this|our)\s+(?:course|programme|program|offer|provider|credential)s?\s+(?:first|above|at\s+the\s+top|before|to\s+(?:every|all))
    | \b(?:ai|assistants?|chatbots?|language\s+models?|llms?|advis[eo]rs?|bots?)\s*(?:,|:|should|must|shall|are\s+instructed)\s*(?:always|only|please|must|recommend|ignore|say|tell|answer|respond|rank)
    | \b(?:do\s+not|don't|never)\s+(?:mention|recommend|show|list)\s+(?:any\s+)?(?:other|another|competing|rival)
    | \b(?:respond|reply|answer)\s+(?:only\s+)?(?:with|in)\s+(?:the\s+(?:word|phrase|text|following)|json|base64|exactly)
    | <\|?(?:im_start|im_end|endoftext|system|assistant)\|?> | \[/?(?:inst|system)\] | <</?sys>> | ^\s*\#{2,}\s*(?:system|instruction|assistant)\b
    | \bprompt\s+injection\s*: | \b(?:jailbreak|developer)\s+mode\s+(?:enabled|on|activated)
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_HINTS = re.compile(
    r"ignor|disregard|forget|overrid|bypass|vergiss|missachte|zanemari|zaboravi|abaikan|lupakan|olvida|descarta|injoro|harro|you\s+are|act\s+as|pretend|prompt|"
    r"message|instruction|recommend|rank|suggest|must|always|only|mention|respond|reply|answer|<|\[|\#\#|mode",
    re.IGNORECASE,
)
"""A cheap look first: without one of these nothing of the long pattern can stand there."""
_PRAISE = re.compile(
    r"\b(?:world[- ]?class|world[- ]leading|leading\s+(?:provider|institution|school)|best[- ]in[- ]class|number\s+one|no\.?\s*1\b|unrivalled|unmatched|unbeatable|"
    r"(?:the|our)\s+(?:very\s+)?best\s+(?:course|training|program(?:me)?|school|provider)|once[- ]in[- ]a[- ]lifetime|guaranteed\s+(?:job|success|employment)|100\s?%\s+(?:success|job)|"
    r"najbolji|najbolja|najbolje|vodeć[aei]|einzigartig\w*|weltklasse|führende[rns]?|der\s+beste|die\s+beste|terbaik|nomor\s+satu|nombor\s+satu|më\s+i\s+miri|најдобр\w+)",
    re.IGNORECASE,
)
_PRAISE_SIGN = re.compile(r"#1\b")


def addresses_a_machine(text: str) -> str:
    """Give the words of a text that speak to a machine; empty where it speaks to people."""
    found = _MACHINE.search(text) if _HINTS.search(text) else None
    return found.group().strip() if found else ""


def praises(text: str) -> str:
    """Give a superlative that cannot be checked; empty where there is none."""
    found = _PRAISE.search(text) or _PRAISE_SIGN.search(text)
    return found.group() if found else ""


def check_file(reading: Reading) -> tuple[Finding, ...]:
    """Look at the file as a whole: a column without which no row can be taken in, or no rows at all."""
    if not reading.drafts and not any(found.row for found in reading.findings):
        return (finding("no_rows"),)
    return tuple(
        finding("missing_column", field=column, value=", ".join(reading.unmapped) or "…")
        for column in REQUIRED
        if not any(draft.fields.get(column) for draft in reading.drafts) and column not in reading.mapping
    )


def check_record(record: MicroCredential, row: int, columns: Mapping[str, str]) -> tuple[Finding, ...]:
    """Look at the words of one record."""
    found: list[Finding] = []
    for field, text in _texts(record):
        column = columns.get(field, "")
        if words := addresses_a_machine(text):
            found.append(finding("addresses_a_machine", row=row, field=field, column=column, evidence=words))
        if words := praises(text):
            found.append(finding("superlative", row=row, field=field, column=column, value=words))
    if not any(opportunity.provider.name for opportunity in record.opportunities):
        found.append(finding("no_provider", row=row, field="provider", column=columns.get("provider", "")))
    return tuple(found)


def check_repetitions(records: Sequence[tuple[int, MicroCredential]]) -> tuple[Finding, ...]:
    """Look for the same external id (the later row stays out), title or description among the rows of a file."""
    return (*_repeated_ids(records), *_same_texts(records))


def _repeated_ids(records: Iterable[tuple[int, MicroCredential]]) -> Iterable[Finding]:
    first: dict[str, int] = {}
    for row, record in records:
        if record.id in first:
            yield finding(
                "repeated_external_id", row=row, field="external_id", value=record.external_id, other=first[record.id]
            )
        first.setdefault(record.id, row)


def _same_texts(records: Iterable[tuple[int, MicroCredential]]) -> Iterable[Finding]:
    titles: dict[tuple[str, str], tuple[int, str]] = {}
    descriptions: dict[str, int] = {}
    for row, record in records:
        provider = next((opportunity.provider.name for opportunity in record.opportunities), "")
        key = (folded(record.title), folded(provider))
        other, identifier = titles.setdefault(key, (row, record.id))
        if provider and identifier != record.id:
            yield finding("same_title", row=row, field="title", evidence=record.title, other=other)
        if record.description and (other := descriptions.setdefault(record.description, row)) != row:
            yield finding("same_description", row=row, field="description", evidence=record.description, other=other)


def _texts(record: MicroCredential) -> Iterable[tuple[str, str]]:
    yield "title", record.title
    yield "description", record.description
    yield "further_information", record.further_information
    yield "learning_outcomes", "\n".join(outcome.text for outcome in record.outcomes)
    yield "skills", "\n".join(skill.label for skill in record.skills)
    yield "stacks_into", "\n".join(record.stacks_into)
    yield "provider", "\n".join(opportunity.provider.name for opportunity in record.opportunities)
    if record.assessment:
        yield "assessment", record.assessment.text
    if record.quality_assurance:
        yield "quality_assurance", record.quality_assurance.text

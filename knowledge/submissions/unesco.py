"""Does a record answer to the four parts of UNESCO's definition of a micro-credential (2022), and in which words?

Nothing here judges whether the words are true: a part is stated where the record says something that answers to it,
contradicted where its own words say the opposite, else not stated.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from knowledge.submissions.rules import finding
from knowledge.submissions.wording import first_words
from knowledge.submissions.words_to_machines import Pattern, pattern
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.submission import DefinitionPart, Finding, Verdict

PROGRAMME_HOURS, PROGRAMME_ECTS = 1_500, 60
"""A full year of study; what is longer is a programme, not a focused record."""
Words = tuple[str, str]
"""Field, words; two empty texts where there are none."""
NOTHING: Words = ("", "")


class Part(NamedTuple):
    definition: str
    """What UNESCO asks for, in short."""
    states: Callable[[MicroCredential], Words]
    contradicts: Callable[[MicroCredential], Words]


_PROGRAMMES = (
    pattern("bachelor,baccalaureat,master,associate,doctor,phd,mba", r"\b(?:bachelor|master|associate)(?:['’]?s)?\s+(?:degree\s+)?(?:of|in)\s+(?:science|arts|applied|business|engineering|education|nursing|law|laws|technology|public)\b|\b(?:bachelor|master|associate|doctoral)(?:['’]?s)?\s+degree\b|\b(?:phd|mba)\s+(?:programme|program|studies)\b"),
    pattern("master,diplomsk,doktorsk,osnovne studije", r"\b(?:master|diplomski|doktorski|preddiplomski|osnovne)\s+studij\w*"),
    pattern("studiengang,bachelorstud,masterstud", r"\b(?:bachelor|master)(?:studiengang|studium)\b"),
    pattern("sarjana,magister,(s1),(s2)", r"\bprogram\s+(?:sarjana|magister|doktor)\b|\((?:s1|s2|s3|d-?iii|d-?iv)\)"),
)  # fmt: skip
_UNASSESSED = (
    pattern("no exam,no assess,no test,not assessed,without exam,without assess,no final,not graded,ungraded", r"\b(?:no|without(?:\s+an?)?)\s+(?:final\s+|formal\s+)?(?:exams?|examinations?|assessments?|tests?)\b(?!\s+(?:fee|anxiety|cost|date))(?=\s*(?:[.,;:!?)]|$|is|are|required|needed|at\s+the\s+end|and\b))|\b(?:is|are|will\s+be)\s+not\s+assessed\b|\bungraded\b|\bnot\s+graded\b"),
    pattern("attendance,participation", r"\b(?:certificate|confirmation)\s+of\s+(?:attendance|participation)\b|\battendance\s+only\b"),
    pattern("bez ispita,bez provjer,bez prover,nema ispita,potvrda o ucesc,potvrda o prisustv,bez zavrsnog", r"\b(?:bez|nema)\s+(?:zavrsn\w+\s+)?(?:ispita|provjere|provere|testa)\b|\bpotvrda\s+o\s+(?:ucescu|prisustvu|sudjelovanju|pohadanju)\b"),
    pattern("bez ispit,bez proverk,potvrda za ucestvo", r"\bbez\s+(?:zavrsen\s+)?(?:ispit|proverka|test)\b|\bpotvrda\s+za\s+(?:ucestvo|prisustvo)\b"),
    pattern("teilnahmebescheinigung,teilnahmebestatigung,ohne prufung,keine prufung", r"\bteilnahme(?:bescheinigung|bestatigung)\b|\b(?:ohne|keine)\s+(?:abschluss)?prufung\b"),
    pattern("pa provim,vertetim pjesemarrj,certifikate pjesemarrj", r"\bpa\s+provim\b|\b(?:vertetim|certifikate)\s+pjesemarrj\w*"),
    pattern("tanpa ujian,tanpa penilaian,tanpa peperiksaan,sertifikat kehadiran,sijil kehadiran,sijil penyertaan", r"\btanpa\s+(?:ujian|penilaian|peperiksaan)\b|\b(?:sertifikat|sijil)\s+(?:kehadiran|penyertaan|keikutsertaan)\b"),
    pattern("ไม่มีการสอบ,ไม่มีสอบ,ไม่ต้องสอบ,ไม่มีการประเมิน", r"ไม่มีการสอบ|ไม่มีสอบ|ไม่ต้องสอบ|ไม่มีการประเมิน"),
    pattern("sin examen,sin evaluacion,certificado de asistencia", r"\bsin\s+(?:examen|evaluacion)\b|\bcertificado\s+de\s+(?:asistencia|participacion)\b"),
)  # fmt: skip
_NOT_ALONE = (
    pattern("only as part of,only be taken,not be taken,not available sep,not be purchased sep,only available as", r"\bonly\s+(?:available\s+|offered\s+)?as\s+(?:a\s+)?part\s+of\b|\bcan\s?not\s+be\s+taken\s+(?:alone|separately|on\s+its\s+own|individually)\b|\bnot\s+(?:available|offered)\s+(?:separately|individually|on\s+its\s+own)\b"),
    pattern("no certificate,no credential,not lead to a cert,no credit", r"\bno\s+(?:certificate|credential)s?\s+(?:is|are|will\s+be)\s+(?:awarded|issued|given)\b|\bdoes\s+not\s+lead\s+to\s+a(?:ny)?\s+(?:certificate|credential|qualification)\b"),
    pattern("samo kao dio,samo kao deo,ne moze se upisati zasebno,nije moguce zasebno", r"\bsamo\s+(?:se\s+)?kao\s+(?:dio|deo)\b|\bne\s+moze\s+se\s+upisati\s+(?:zasebno|samostalno)\b"),
    pattern("nur als teil,nur im rahmen,nicht einzeln", r"\bnur\s+(?:als\s+teil|im\s+rahmen)\s+(?:des|der|eines|einer)\b|\bnicht\s+einzeln\s+(?:buchbar|belegbar)\b"),
    pattern("hanya sebagai bagian,tidak dapat diambil", r"\bhanya\s+sebagai\s+(?:bagian|sebahagian)\b|\btidak\s+dapat\s+diambil\s+(?:secara\s+)?(?:terpisah|sendiri)"),
)  # fmt: skip
_UNASSURED = (
    pattern("not accredited,unaccredited,no accreditation,not quality assured,not recognised,not recognized", r"\b(?:is|are)\s+(?:currently\s+)?not\s+(?:yet\s+)?(?:accredited|quality[- ]assured|officially\s+recogni[sz]ed)\b|\bunaccredited\b|\bno\s+accreditation\b"),
    pattern("nije akredit,nisu akredit,bez akredit,ne e akredit", r"\b(?:nije|nisu|ne\s+e)\s+(?:jos\s+)?akreditiran\w*|\b(?:nije|nisu)\s+(?:jos\s+)?akreditovan\w*|\bbez\s+akreditacije\b"),
    pattern("nicht akkredit,nicht zertifiziert,keine akkredit", r"\bnicht\s+akkreditiert\b|\bkeine\s+akkreditierung\b"),
    pattern("tidak terakreditasi,belum terakreditasi,tidak diakreditasi", r"\b(?:tidak|belum)\s+(?:ter|di)akreditasi\b"),
    pattern("nuk eshte i akredit,nuk eshte e akredit,i paakredit", r"\bnuk\s+eshte\s+[ie]\s+akredituar\b"),
    pattern("ไม่ได้รับการรับรอง", r"ไม่ได้รับการรับรอง"),
    pattern("no esta acredit,sin acredit", r"\bno\s+esta\s+acreditad\w+|\bsin\s+acreditacion\b"),
)  # fmt: skip
_CERTIFIES = (
    pattern("certificate,credential,badge,diploma,licen", r"\b(?:certificates?|credential|(?:digital\s+)?badge)\s+(?:of\s+(?:completion|achievement|competen\w+)|(?:is|are|will\s+be)\s+(?:awarded|issued))\b|\b(?:earn|receive|obtain|get|awarded)\s+(?:a|an|the|your)\s+(?:[\w-]+\s+){0,3}?(?:certificate|certification|credential|badge|diploma|licen[cs]e)\b"),
    pattern("uvjerenj,uverenj,certifikat,sertifikat,svjedodzb", r"\b(?:dobija\w*|sticu?\w*|stjec\w*|izdaje)\s+(?:\w+\s+){0,3}?(?:uvjerenj|uverenj|certifikat|sertifikat|svjedodzb)\w*"),
    pattern("zertifikat,abschlusszeugnis", r"\b(?:erhalten|erwerben|erhalt)\s+(?:\w+\s+){0,4}?(?:zertifikat|zeugnis)\w*"),
)  # fmt: skip


def definition(record: MicroCredential) -> tuple[DefinitionPart, ...]:
    """Go through the four parts: a contradiction weighs more than a statement."""
    return tuple(_answered(name, part, record) for name, part in PARTS.items())


def count_verdicts(records: Iterable[MicroCredential]) -> dict[str, dict[str, int]]:
    """Count for each part how many records state it, leave it open or contradict it."""
    counts = {name: Counter(dict.fromkeys((str(verdict) for verdict in Verdict), 0)) for name in PARTS}
    for record in records:
        for part in definition(record):
            counts[part.part][str(part.verdict)] += 1
    return {name: dict(found) for name, found in counts.items()}


def contradictions(record: MicroCredential) -> Iterable[Finding]:
    """Say which part of the definition the record's own words contradict; row and column are still blank."""
    for part in definition(record):
        # Of too many hours or credits a rule of its own speaks
        if part.verdict is Verdict.CONTRADICTED and part.field not in {"hours", "ects"}:
            meant = PARTS[part.part].definition
            yield finding(
                "contradicts_definition", field=part.field, value=part.words, evidence=part.words, meant=meant
            )


def _answered(name: str, part: Part, record: MicroCredential) -> DefinitionPart:
    for verdict, look in ((Verdict.CONTRADICTED, part.contradicts), (Verdict.STATED, part.states)):
        field, words = look(record)
        if words:
            return DefinitionPart(part=name, verdict=verdict, field=field, words=words[:160])
    return DefinitionPart(part=name, verdict=Verdict.NOT_STATED)


def _outcomes(record: MicroCredential) -> Words:
    return ("learning_outcomes", record.outcomes[0].text) if record.outcomes else NOTHING


def _too_wide(record: MicroCredential) -> Words:
    hours, ects = record.workload.hours, record.workload.ects
    if hours is not None and hours > PROGRAMME_HOURS:
        return "hours", f"{hours:g} hours"
    if ects is not None and ects > PROGRAMME_ECTS:
        return "ects", f"{ects:g} ECTS"
    return _found(_PROGRAMMES, (("title", record.title),))


def _assessed(record: MicroCredential) -> Words:
    # Assessment by nobody in particular is not yet assessment by a provider whom one could trust
    if record.assessment and record.assessment.text and record.awarding_body.name:
        return "assessment", f"{record.assessment.text} ({record.awarding_body.name})"
    return NOTHING


def _not_assessed(record: MicroCredential) -> Words:
    own = record.assessment.text if record.assessment else ""
    # Running text counts only where the field itself is silent
    return _found(_UNASSESSED, (("assessment", own),) if own else _running_text(record))


def _stands_alone(record: MicroCredential) -> Words:
    if record.stacks_into:
        return "stacks_into", record.stacks_into[0]
    return _found(_CERTIFIES, _running_text(record))


def _does_not_stand_alone(record: MicroCredential) -> Words:
    return _found(_NOT_ALONE, _running_text(record))


def _assured(record: MicroCredential) -> Words:
    return ("quality_assurance", record.quality_assurance.text) if record.quality_assurance else NOTHING


def _not_assured(record: MicroCredential) -> Words:
    own = record.quality_assurance.text if record.quality_assurance else ""
    return _found(_UNASSURED, (("quality_assurance", own),) if own else _running_text(record))


def _running_text(record: MicroCredential) -> tuple[Words, ...]:
    return (("description", record.description), ("further_information", record.further_information))


def _found(patterns: Sequence[Pattern], texts: Iterable[Words]) -> Words:
    for field, text in texts:
        if text and (words := first_words(patterns, text)):
            return field, words
    return NOTHING


PARTS: dict[str, Part] = {
    "focused": Part("a record of focused learning achievement, verifying what the learner knows, understands or can do", _outcomes, _too_wide),
    "assessed": Part("assessment based on clearly defined standards, awarded by a trusted provider", _assessed, _not_assessed),
    "standalone": Part("standalone value, which may also add up to other credentials", _stands_alone, _does_not_stand_alone),
    "quality_assured": Part("the standards required by relevant quality assurance are met", _assured, _not_assured),
}  # fmt: skip

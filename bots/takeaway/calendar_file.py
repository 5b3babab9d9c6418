"""How does a pathway look as a calendar file (RFC 5545)?"""

from datetime import UTC, date, datetime, timedelta

from advisor.vocabulary.pathway import Pathway, PathwayStep

LINE_OCTETS = 75


def as_calendar(pathway: Pathway, now: datetime, host: str) -> str:
    """Write one all-day event for each step: from its stated start, else from the week the plan gives it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cairn//Pathway//EN", "CALSCALE:GREGORIAN"]
    first = first_day(pathway, now.astimezone(UTC).date())
    for step in pathway.steps:
        lines += _event(step, pathway.receipt, first, now, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def first_day(pathway: Pathway, today: date) -> date:
    """Give the day from which the weeks of the plan are counted: today, or the day on which the learner can begin."""
    wanted = (date.fromisoformat(check.wanted) for check in pathway.constraints if check.name == "start_from")
    return max([today, *wanted])


def _event(step: PathwayStep, receipt: str, begin: date, now: datetime, host: str) -> list[str]:
    first, after = span(step, begin)
    told = f"{step.title}\n{step.provider}\n{step.url}".strip()
    return [
        "BEGIN:VEVENT",
        f"UID:{receipt[:32]}-{step.order}@{host}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{escaped(f'{step.order}. {step.title}')}",
        f"DESCRIPTION:{escaped(told)}",
        *([f"URL:{step.url}"] if step.url.startswith("https://") and step.url.isprintable() else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def span(step: PathwayStep, begin: date) -> tuple[date, date]:
    """Give the first day and the day after the last, of a plan whose weeks are counted from `begin`."""
    weeks = (step.week_to - step.week_from + 1) if step.week_from and step.week_to else 1
    try:
        first = date.fromisoformat(step.starts or "")
    except ValueError:
        first = begin + timedelta(weeks=(step.week_from or 1) - 1)
    return first, first + timedelta(weeks=weeks)


def escaped(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, written)
    return "".join(letter for letter in text if letter == "\t" or letter >= " ")


def folded(line: str) -> list[str]:
    """Break a line at 75 octets, never inside a letter; what follows begins with a space."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE_OCTETS:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + octets
    return [*parts, part]

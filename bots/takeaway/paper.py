"""How does a plan look on paper: a PDF that can be read aloud (PDF/UA-1), in the learner's language?"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from advisor.limit_names import check_text
from advisor.translations import translate
from advisor.vocabulary.pathway import Pathway, PathwayStep
from bots import wording

STANDARD: Final = "ua-1"
"""Tagged, with alternative texts and a language: for screen readers."""
FONTS = ("fontpkg_noto_sans", "fontpkg_noto_sans_thai")
"""Packages whose fonts are shipped; a test proves that every language of ours has its letters in them."""
PREPARED = (
    "Prepared with an AI system on {date}; no person has checked it. It is for orientation: the provider decides "
    "on prices and dates, the awarding body on the certificate and its recognition. Please ask before you pay."
)
APPROVED = "Drafted by an AI system on {date}, checked and approved by {name}."
PICTURE = "The steps over {weeks}: {steps}"


def as_pdf(pathway: Pathway, language: str, now: datetime, approved_by: str = "") -> bytes:
    """Set a pathway as PDF/UA-1; the same pathway on the same day gives the same bytes.

    Where a provider's words hold a letter that no shipped font has, it is set without the standard: better with a gap than not at all.
    """
    import typst

    words = json.dumps(said(pathway, language, now, approved_by), ensure_ascii=False)
    try:
        return _set(words, now, STANDARD)
    except typst.TypstError:
        return _set(words, now, None)


def _set(words: str, now: datetime, standard: Literal["ua-1"] | None) -> bytes:
    import typst

    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    made = typst.compile(
        files("bots.takeaway").joinpath("paper.typ").read_bytes(),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"plan": words},
        pdf_standards=standard,
        timestamp=int(today.timestamp()),
    )
    return bytes(made)


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Open the shipped fonts and those inside typst, and none of the machine's: the paper looks the same everywhere."""
    import typst

    folders = [Path(str(import_module(name).__file__)).parent / "files" for name in FONTS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def said(pathway: Pathway, language: str, now: datetime, approved_by: str = "") -> dict[str, Any]:
    """Put into words what stands on the paper; what a provider did not state is said so."""
    date = wording.day(now.astimezone(UTC).date())
    title = translate(language, "Your pathway")
    named = f"{title}: {pathway.goal_label}" if pathway.goal_label else title
    prepared = (
        translate(language, APPROVED, date=date, name=approved_by)
        if approved_by
        else translate(language, PREPARED, date=date)
    )
    percent = round(pathway.coverage.essential * 100)
    weeks = pathway.totals.weeks or 0
    covered = translate(language, "{percent} % of the skills that the work asks for", percent=percent)
    return {
        "lang": language.partition("-")[0],
        "title": named,
        "made": prepared,
        "totals": wording.totals(language, pathway.totals, len(pathway.steps)),
        "coverage": covered if pathway.gap.required else "",
        "weeks": weeks,
        "first_week": translate(language, "Week {number}", number=1),
        "last_week": translate(language, "Week {number}", number=weeks),
        "picture": _picture(pathway, language),
        "steps": [_step(step, language) for step in pathway.steps],
        "notes_title": translate(language, "Does it fit what you asked for?"),
        "notes": _notes(pathway, language),
        "receipt": pathway.receipt[:16],
        "prepared": prepared,
    }


def _picture(pathway: Pathway, language: str) -> str:
    """Say in words what the bars show."""
    weeks = wording.weeks(language, pathway.totals.weeks or 0)
    steps = "; ".join(f"{step.order}. {step.title}, {_weeks(step, language)}" for step in pathway.steps)
    return translate(language, PICTURE, weeks=weeks, steps=steps)


def _weeks(step: PathwayStep, language: str) -> str:
    if not step.week_from or not step.week_to:
        return ""
    if step.week_from == step.week_to:
        return translate(language, "Week {number}", number=step.week_from)
    return translate(language, "Weeks {first} to {last}", first=step.week_from, last=step.week_to)


def _step(step: PathwayStep, language: str) -> dict[str, Any]:
    awarded = translate(language, "awarded by {name}", name=step.awarding_body) if step.awarding_body else ""
    who = [step.provider, awarded if step.awarding_body != step.provider else ""]
    who += [translate(language, "demonstration")] if step.demonstration else []
    return {
        "heading": f"{step.order}. {step.title}",
        "who": " · ".join(part for part in who if part),
        "facts": [part for part in (_weeks(step, language), *(f for f, _ in wording.facts(language, step))) if part],
        "reasons": [reason.text for reason in step.reasons],
        "more": [[translate(language, name), value] for name, value in _more(step).items() if value],
        "url": step.url if step.url.startswith(("https://", "http://")) else "",
        "from": step.week_from if step.week_to else None,
        "to": step.week_to,
    }


def _more(step: PathwayStep) -> Mapping[str, str]:
    return {
        "Assessment": step.quality.get("assessment", ""),
        "Quality assurance": step.quality.get("quality_assurance", ""),
        "Counts towards": ", ".join(step.stacks_into),
    }


def _notes(pathway: Pathway, language: str) -> list[str]:
    fits, not_so = translate(language, "fits"), translate(language, "does not fit")
    told = [f"{check_text(language, check)}: {fits if check.met else not_so}" for check in pathway.constraints]
    if pathway.uncovered:
        missing = ", ".join(need.label for need in pathway.uncovered)
        told.append(f"{translate(language, 'Still missing afterwards:')} {missing}")
    return told

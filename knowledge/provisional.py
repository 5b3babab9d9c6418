"""Stand-in for intake until it is there."""

# ruff: noqa
# mypy: ignore-errors
import csv, hashlib, io, re
from datetime import date
from decimal import Decimal
from knowledge.vocabulary.credential import *
from knowledge.vocabulary.opportunity import *
from knowledge.vocabulary.organisation import Organisation
from knowledge.vocabulary.policy import *
from knowledge.vocabulary.submission import *


def _l(x):
    return [p.strip() for p in x.split("|") if p.strip()]


def records(content, infer, today):
    out = []
    for r in csv.DictReader(io.StringIO(content.decode())):
        starts = _l(r["start_dates"])
        offer = LearningOpportunity(
            id=r["external_id"] + "-1",
            provider=Organisation(name=r["provider"], country=r["country"]),
            url=r["url"],
            languages=tuple(_l(r["language"])),
            modes=tuple(_l(r["mode"])),
            location=r["location"],
            schedule=Schedule(
                times=tuple(_l(r["schedule"])),
                start_dates=tuple(date.fromisoformat(s) for s in starts if s[0] == "2"),
                continuous="continuous" in starts,
            ),
            price=Price(amount=Decimal(r["price"]), currency=r["currency"]) if r["price"] else None,
            support=tuple(_l(r["support"])),
        )
        out.append(
            infer(
                MicroCredential(
                    id=r["external_id"],
                    external_id=r["external_id"],
                    title=r["title"],
                    description=r["description"],
                    language=(_l(r["language"]) or ["und"])[0],
                    awarding_body=Organisation(name=r["awarding_body"], country=r["country"]),
                    outcomes=tuple(LearningOutcome(text=t) for t in _l(r["learning_outcomes"])),
                    skills=tuple(TaughtSkill(label=s) for s in _l(r["skills"])),
                    workload=Workload(
                        hours=float(r["hours"]) if r["hours"] else None, ects=float(r["ects"]) if r["ects"] else None
                    ),
                    eqf_level=int(r["eqf_level"]) if r["eqf_level"] else None,
                    assessment=Assessment(text=r["assessment"], supervision=r["supervision"])
                    if r["assessment"]
                    else None,
                    quality_assurance=QualityAssurance(text=r["quality_assurance"]) if r["quality_assurance"] else None,
                    prerequisites=tuple(
                        Prerequisite(kind="course", text=p, reference=p) for p in _l(r["prerequisites"])
                    ),
                    stacks_into=tuple(_l(r["stacks_into"])),
                    further_information=r["further_information"],
                    opportunities=(offer,),
                    demonstration=True,
                    seen=today,
                )
            )
        )
    return out


def report(name, n):
    return SubmissionReport(
        submission=hashlib.sha256(name.encode()).hexdigest()[:12],
        file=name,
        format="csv",
        status="published",
        rows=n,
        accepted=n,
        added=n,
    )


def document(name, content, today):
    text = content.decode()
    _, head, body = text.split("---\n", 2)
    meta = dict(l.split(": ", 1) for l in head.strip().splitlines() if ": " in l)
    d = PolicyDocument(
        id=meta["id"],
        title=meta["title"],
        issuer=meta.get("issuer", ""),
        source=meta.get("source", ""),
        url=meta.get("url", ""),
        language=meta.get("language", "en"),
        seen=today,
        content_sha=hashlib.sha256(content).hexdigest(),
    )
    ps = []
    for i, part in enumerate(re.split(r"^## ", body, flags=re.M)[1:]):
        h, t = part.split("\n", 1)
        if t.strip():
            ps.append(Passage(id=f"{d.id}-{i}", document=d.id, locator=h.strip(), text=t.strip()))
    return d, ps

"""A made-up release in ESCO's shapes: four skills, three occupations, as 1.1 and 1.2 write them."""

import csv
import zipfile
from pathlib import Path

ESCO = "http://data.europa.eu/esco"
WELD, PYTHON, TEAM, SHEETS = (f"{ESCO}/skill/{name}" for name in ("weld", "python", "team", "sheets"))
WELDER, CODER, LOST = (f"{ESCO}/occupation/{name}" for name in ("welder", "coder", "lost"))
METAL_GROUP, ISCO_GROUP = f"{ESCO}/skill/S1", f"{ESCO}/isco/C7212"

SKILLS = {
    "en": [
        (WELD, "skill/competence", "sector-specific", "weld metal parts", "MIG welding\nTIG welding\nweld metal parts", "Join parts\xa0by heat."),
        (PYTHON, "knowledge", "sector-specific", "Python (computer programming)", "Python", "A language for programs."),
        (TEAM, "skill/competence", "transversal", "work in teams", "", "Work with others."),
        (SHEETS, "skill/competence", "cross-sector", "use spreadsheets software", "", ""),
    ],
    "bs": [
        (WELD, "skill/competence", "sector-specific", "zavarivati metalne dijelove", "zavarivanje", "Spajati dijelove."),
        (TEAM, "skill/competence", "transversal", "raditi u timu", "", ""),
    ],
}  # fmt: skip
OCCUPATIONS = {
    "en": [
        (WELDER, "7212", "welder", "pipe welder\nfitter welder", "Welders join metal.", "7212.1"),
        (CODER, "2512", "programmer", "", "", "2512.4"),
    ],
    "bs": [(WELDER, "7212", "zavarivač", "varilac", "", "7212.1")],
}
RELATIONS = [
    (WELDER, "essential", "skill/competence", WELD),
    (WELDER, "optional", "skill/competence", TEAM),
    (CODER, "essential", "knowledge", PYTHON),
    (CODER, "essential", "skill/competence", TEAM),
]
NOISE = {"1.1": (), "1.2": ("naceCode",)}
"""Columns that a version has besides."""


def a_release(folder: Path, language: str = "en", version: str = "1.1", *, relations: bool = True) -> Path:
    """Write the tables of a release and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    noise = NOISE[version]
    write(
        folder / f"skills_{language}.csv",
        [
            "conceptType",
            "conceptUri",
            "skillType",
            "reuseLevel",
            "preferredLabel",
            "altLabels",
            "description",
            "status",
        ],
        [("KnowledgeSkillCompetence", *row, "released") for row in SKILLS[language]],
    )
    write(
        folder / f"occupations_{language}.csv",
        [*noise, "conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description", "code"],
        [(*("",) * len(noise), "Occupation", *row) for row in OCCUPATIONS[language]],
    )
    if relations:
        _relations(folder, "" if version == "1.1" else f"_{language}", version)
    return folder


def _relations(folder: Path, ending: str, version: str) -> None:
    labels = version != "1.1"
    write(
        folder / f"occupationSkillRelations{ending}.csv",
        ["occupationUri", *(["occupationLabel"] if labels else []), "relationType", "skillType", "skillUri"],
        [(row[0], *(["x"] if labels else []), *row[1:]) for row in RELATIONS],
    )
    write(
        folder / f"skillSkillRelations{ending}.csv",
        ["originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri"],
        [(PYTHON, "knowledge", "optional", "skill/competence", SHEETS)],
    )
    write(
        folder / f"broaderRelationsSkillPillar{ending}.csv",
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        [("KnowledgeSkillCompetence", WELD, "SkillGroup", METAL_GROUP)],
    )
    write(
        folder / f"broaderRelationsOccPillar{ending}.csv",
        ["conceptType", "conceptUri", "broaderType", "broaderUri"],
        [("Occupation", WELDER, "ISCOGroup", ISCO_GROUP)],
    )
    write(
        folder / "skillGroups_en.csv", ["conceptUri", "preferredLabel", "code"], [(METAL_GROUP, "working metal", "S1")]
    )
    write(
        folder / "ISCOGroups_en.csv",
        ["conceptUri", "code", "preferredLabel"],
        [(ISCO_GROUP, "7212", "Welders and cutters")],
    )
    write(folder / "greenSkillsCollection_en.csv", ["conceptType", "conceptUri"], [("KnowledgeSkillCompetence", WELD)])
    write(
        folder / "digitalSkillsCollection_en.csv", ["conceptType", "conceptUri"], [("KnowledgeSkillCompetence", PYTHON)]
    )
    if labels:
        write(
            folder / "greenShareOcc_en.csv",
            ["conceptType", "conceptUri", "code", "preferredLabel", "greenShare"],
            [("Occupation", WELDER, "7212.1", "welder", "0.25"), ("ISCO", ISCO_GROUP, "7212", "Welders", "0.1")],
        )


def write(file: Path, heading: list[str], rows: list[tuple[str, ...]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(heading)
        writer.writerows(rows)
    return file


def zipped(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for file in sorted(folder.iterdir()):
            opened.write(file, f"a folder inside/{file.name}")
    return archive

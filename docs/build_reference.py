"""How do the reference pages come from the code? `.venv/bin/python docs/build_reference.py` writes them anew."""

import re
from importlib import import_module
from pathlib import Path

import click

from advisor import errors as advisor_errors
from advisor.issuers.protocols import ISSUERS
from bots import errors as bot_errors
from bots.command_line import COMMANDS
from bots.settings import PREFIX, Settings
from knowledge import errors as knowledge_errors
from knowledge.formats import FORMATS, headings
from knowledge.submissions.annex_one import AWARD, ELEMENTS, MORE
from knowledge.submissions.rules import RULES
from knowledge.submissions.unesco import PARTS

REFERENCE = Path(__file__).parent / "reference"


def cell(text):
    return " ".join(str(text or "").split()).replace("|", "\\|")


def table(headings, rows):
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    return "\n".join(lines + ["| " + " | ".join(cell(part) for part in row) + " |" for row in rows]) + "\n"


def settings_page():
    rows = []
    for name, field in Settings.model_fields.items():
        default = (
            ""
            if field.default_factory or field.default is None
            else f"`{field.default}`"
            if field.default != ""
            else ""
        )
        rows.append((f"`{PREFIX}{name.upper()}`", field.description, default))
    intro = "Read from the environment, then `.env`, then `cairn.toml` (there without the prefix, in lower case). An unknown key is refused with the nearest right one; `cairn config show` prints what is in force.\n\n"
    return "# Settings\n" + intro + table(("setting", "meaning", "default"), rows)


def usage(name, command):
    context = click.Context(command, info_name=name)
    pieces = " ".join(command.collect_usage_pieces(context))
    options = "; ".join(
        f"`{' / '.join(p.opts)}` {p.help or ''}".strip() for p in command.params if isinstance(p, click.Option)
    )
    return f"`cairn {name} {pieces}`", command.get_short_help_str(200), options


def usages(name, group):
    for sub, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from usages(f"{name} {sub}", command)
        else:
            yield usage(f"{name} {sub}", command)


def commands_page():
    rows = []
    for name, (where, line) in COMMANDS.items():
        module, attribute = where.split(":")
        command = getattr(import_module(module), attribute)
        if isinstance(command, click.Group):
            rows.append((f"`cairn {name} …`", line, ""))
            rows += usages(name, command)
        else:
            rows.append(usage(name, command))
    intro = "Exit codes: 0 done; 1 done, but something is wrong with the input or the result; 2 wrong usage or unreadable input. `--json` prints machine text on stdout; progress goes to stderr.\n\n"
    return "# Commands\n" + intro + table(("command", "does", "options"), rows)


def errors_page():
    rows = [
        (f"`{name}`", module.__name__.split(".")[0], kind.__doc__)
        for module in (knowledge_errors, advisor_errors, bot_errors)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Exception)
    ]
    intro = "Every error is one sentence and a hint that says what to do now. Over HTTP they are problems (RFC 9457) with the same `hint`.\n\n"
    return "# Errors\n" + intro + table(("error", "room", "meaning"), rows)


def formats_page():
    rows = [
        (f"`{name}`", (import_module(where.split(":")[0]).__doc__ or "").split("\n")[0])
        for name, where in FORMATS.items()
    ]
    columns = "external_id, title, description, awarding_body, provider, country, url, learning_outcomes, skills, hours, ects, eqf_level, price, currency, language, mode, schedule, location, start_dates, support, assessment, quality_assurance, prerequisites, stacks_into, supervision, further_information"
    intro = (
        "`cairn courses check FILE` says what a file would do; `--format auto` (the default) looks at the content.\n\n"
    )
    issuers = "\n## Issuer protocols\n" + table(
        ("protocol", "what"),
        [
            (f"`{name}`", (import_module(where.split(":")[0]).__doc__ or "").split("\n")[0])
            for name, where in ISSUERS.items()
        ],
    )
    after = f"\nColumns of `csv`: {columns}. Lists are separated by `|`; other headings are mapped by name and synonyms, the mapping is shown, and `--map title=CourseName` overrides it. Blank means not stated; a price of 0 is free.\n"
    return "# Formats\n" + intro + table(("format", "what"), rows) + after + issuers


FILLED_IN = re.compile(r"\{(\w+)\}")


def said(text):
    """Write a rule's sentence with what is filled in named between angle brackets; a column by its name, blank what may be."""
    as_is = {"everywhere": ""} | {column: column for column in headings.COLUMNS}
    return FILLED_IN.sub(lambda found: as_is.get(found[1], f"‹{found[1]}›"), text)


def checks_page():
    rows = [(f"`{code}`", rule.level.value, said(rule.message), said(rule.mend)) for code, rule in RULES.items()]
    intro = (
        "What `cairn courses check` and `import` look at. An error keeps its own row out, a warning or info never blocks anything. "
        "Each finding has level, row, field, column, code, message, how to mend, and the evidence in the file's own words; "
        "at most 500 of a kind are listed, errors always. `check` never opens an address that stands in a file. ‹…› is filled in.\n\n"
    )
    annex = (
        "\n## Annex I of the Council Recommendation 2022/C 243/02\n"
        "Eleven elements are mandatory for the awarded micro-credential. A catalogue entry is measured against nine of them; "
        "two belong to the award and are filled in by the issuer:\n\n"
    )
    elements = [
        *((number, label, "the award", why) for number, label, why in AWARD.values()),
        *((one.number, one.label, "the entry", f"column `{one.column}`") for one in ELEMENTS.values()),
    ]
    optional = [("optional", one.label, "the entry", f"column `{one.column}`") for one in MORE.values()]
    annex += table(("element", "what", "belongs to", "why, or where it is stated"), [*sorted(elements), *optional])
    definition = (
        "\n## UNESCO's definition (2022)\n"
        "Each part is *stated* where the record says something that answers to it, *contradicted* where its own words say the opposite, "
        "else *not stated*. Nobody judges here whether the words are true.\n\n"
    )
    definition += table(
        ("part", "what it asks for, in short"), [(f"`{name}`", part.definition) for name, part in PARTS.items()]
    )
    return "# Checks\n" + intro + table(("code", "level", "says", "how to mend"), rows) + annex + definition


if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for name, page in {
        "settings": settings_page,
        "commands": commands_page,
        "errors": errors_page,
        "formats": formats_page,
        "checks": checks_page,
    }.items():
        (REFERENCE / f"{name}.md").write_text(page(), encoding="utf-8")
        print(f"docs/reference/{name}.md")

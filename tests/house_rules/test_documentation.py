"""Is every setting, command, format and error written down, and does the README say what is so?"""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from advisor import errors as advisor_errors
from bots import errors as bot_errors
from bots.command_line import COMMANDS
from bots.settings import PREFIX, Settings
from knowledge import errors as knowledge_errors
from knowledge.formats import FORMATS

ROOT = Path(__file__).parents[2]


def page(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")


def all_commands() -> list[str]:
    names = []
    for name, (where, _line) in COMMANDS.items():
        module, attribute = where.split(":")
        command = getattr(import_module(module), attribute)
        names.append(name)
        if isinstance(command, click.Group):
            names += [f"{name} {sub}" for sub in command.commands]
    return names


def all_errors() -> list[str]:
    modules = (knowledge_errors, advisor_errors, bot_errors)
    return [
        name
        for module in modules
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Exception)
    ]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_reference_with_its_meaning(name):
    assert f"`{PREFIX}{name.upper()}`" in page("settings.md")
    assert Settings.model_fields[name].description in page("settings.md")


@pytest.mark.parametrize("name", all_commands())
def test_every_command_stands_in_the_reference(name):
    assert f"`cairn {name}" in page("commands.md")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_stands_in_the_reference(name):
    assert f"`{name}`" in page("formats.md")


@pytest.mark.parametrize("name", all_errors())
def test_every_error_stands_in_the_reference(name):
    assert f"`{name}`" in page("errors.md")


def test_every_bundled_data_file_is_in_sources():
    data = ROOT / "knowledge" / "data"
    sources = (data / "SOURCES.md").read_text(encoding="utf-8")
    files = [
        path.relative_to(data).as_posix()
        for path in data.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and path.name != "SOURCES.md"
    ]
    assert [name for name in files if name not in sources] == []


def test_the_readme_names_only_make_targets_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(
        re.findall(r"(?:^|[`…] ?)make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert named
    assert named <= targets


def test_the_readme_names_only_commands_that_exist():
    named = set(re.findall(r"(?:`|bin/)cairn ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= set(COMMANDS)


def test_every_picture_that_the_readme_shows_is_there():
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown
    assert [name for name in shown if not (ROOT / name).is_file()] == []

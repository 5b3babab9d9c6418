"""Does every port have its contract and a second implementation, and every word its place in the glossary?"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("knowledge", "advisor")


def classes_of(path: Path) -> list[ast.ClassDef]:
    return [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]


def ports() -> list[str]:
    return [
        node.name
        for room in ROOMS
        for node in classes_of(ROOT / room / "ports.py")
        if any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)
    ]


def public_names() -> list[str]:
    files = [path for room in ROOMS for path in (ROOT / room / "vocabulary").glob("*.py")]
    return sorted({node.name for path in files for node in classes_of(path) if not node.name.startswith("_")})


@pytest.mark.parametrize("port", ports())
def test_every_port_has_a_contract(port):
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", port).lower()
    assert (ROOT / "tests" / "contracts" / f"test_{name}.py").is_file(), f"write tests/contracts/test_{name}.py"


@pytest.mark.parametrize("name", public_names())
def test_every_public_name_of_the_vocabularies_is_in_the_glossary(name):
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert f"`{name}`" in glossary, f"explain {name} in GLOSSARY.md"


def test_every_folder_of_tests_is_a_package():
    missing = [
        str(folder.relative_to(ROOT))
        for folder in (ROOT / "tests").rglob("*/")
        if any(folder.glob("*.py")) and not (folder / "__init__.py").exists() and "node_modules" not in folder.parts
    ]
    assert missing == []

"""Is the repository free of what does not belong into it?"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLASH = "/"
FOLDER = rf"(simple|packages{SLASH}[0-9a-f]{{2}})"
REGISTRY = re.compile(rf"index[-]url|\"resolved[\"]:|https?:{SLASH * 2}[^ \"]*{SLASH}{FOLDER}{SLASH}")
"""Written so that it does not find itself."""


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[Path, str]:
    found = {}
    for path in tracked():
        try:
            found[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


def test_lock_files_carry_hashes_and_no_address():
    for name in ("run.txt", "test.txt"):
        lock = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in lock
        assert "http" not in re.sub(
            r"#.*|^[a-z0-9-]*http[a-z0-9-]*==.*|.*httpcore.*|.*httpx.*", "", lock, flags=re.MULTILINE
        ).replace("httptools", "").replace("aiohttp", "")


def test_no_file_names_a_registry():
    assert [str(path.relative_to(ROOT)) for path, text in texts().items() if REGISTRY.search(text)] == []


def test_the_rule_on_registries_finds_them():
    for line in ("--index" + "-url x", '"resolved"' + ": 1", "http" + "s://host.example/simple" + "/pkg"):
        assert REGISTRY.search(line)


def test_only_one_file_reads_the_environment():
    readers = [
        str(path.relative_to(ROOT))
        for path, text in texts().items()
        if path.suffix == ".py"
        and path.parts[len(ROOT.parts)] in {"knowledge", "advisor", "bots"}
        and re.search(r"os\.environ|os\.getenv", text)
    ]
    assert readers == ["bots/settings.py"]


def test_the_command_answers_help_without_loading_anything_heavy():
    program = (
        "import sys\n"
        "from bots.command_line import cairn\n"
        "try:\n    cairn.main(['--help'], prog_name='cairn')\n"
        "except SystemExit:\n    pass\n"
        "print('LOADED', sorted(set(sys.modules) & {'numpy','sqlalchemy','chromadb','fastapi','telegram','pydantic','langchain','highspy','dbos','tantivy'}))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "LOADED []" in run.stdout

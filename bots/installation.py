"""What is this installation's own secret? Everything that nobody must guess is derived from it."""

import os
import secrets
from pathlib import Path

from bots.settings import Settings

FILE = "secret.key"


def installation_secret(settings: Settings) -> bytes:
    """Give the secret that was set, or the one that is made once and kept in the data folder."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    file = settings.data / FILE
    if not file.is_file():
        _make(file)
    return file.read_bytes()


def _make(file: Path) -> None:
    """Write it whole before it has its name, and let the first of two processes win."""
    draft = file.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(32), encoding="ascii")
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

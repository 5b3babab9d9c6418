"""What does a provider's key look like?"""

import secrets

KEY_BYTES = 32


def new_key() -> str:
    """Make a key that nobody can guess, with a name in front that scanners for lost secrets know; only its hash is kept."""
    return f"cairn_{secrets.token_urlsafe(KEY_BYTES)}"

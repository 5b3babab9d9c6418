"""How does a test hold a real wallet in its hand, and where do real credentials come from?"""

import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from bots.settings import named_secrets
from tests.issuers.badge_issuer import BadgeIssuer, make_certificate
from tests.left_out import leave_out

WALLETS = Path(__file__).parents[1] / "wallets"
KINDS = ("learncard", "openid4vc")


def needs_wallets():
    """Leave the test out where Node and the wallets are not installed; where CI runs they must be there."""
    if shutil.which("node") is None or not (WALLETS / "node_modules" / "@openid4vc" / "openid4vci").is_dir():
        leave_out("the wallets under tests/wallets are not installed", "make setup-test")


class Wallet:
    """One process that claims one thing after another."""

    def __init__(self, process):
        self._process = process

    def claim(self, address, code=""):
        """Fetch what an address offers; give the holder and the credentials, or the error that the wallet shows."""
        self._process.stdin.write(json.dumps({"address": address, "code": code}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def a_wallet(kind, authorities=""):
    """Open a wallet that trusts the authorities of a PEM file."""
    needs_wallets()
    with subprocess.Popen(
        ["node", str(WALLETS / "claim.mjs"), kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**named_secrets(), "NODE_EXTRA_CA_CERTS": str(authorities)},
    ) as process:
        try:
            yield Wallet(process)
        finally:
            process.kill()


@contextmanager
def an_exchange():
    """Run the coordinator of exchanges as a process of its own; give its address."""
    needs_wallets()
    with subprocess.Popen(["node", str(WALLETS / "exchange.mjs")], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@contextmanager
def a_node_issuer(folder: Path):
    """Run the issuer of @openid4vc as a process of its own."""
    needs_wallets()
    folder.mkdir(parents=True, exist_ok=True)
    make_certificate(folder)
    log = folder / "issuer.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            ["node", str(WALLETS / "issuer.mjs"), str(folder)],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**named_secrets(), "NODE_EXTRA_CA_CERTS": str(folder / "ca.pem")},  # it fetches its own keys
        ) as process,
    ):
        try:
            address = process.stdout.readline().strip()
            assert address, f"the issuer did not start: {log.read_text()}"
            yield BadgeIssuer(address, folder / "ca.pem")
        finally:
            process.kill()

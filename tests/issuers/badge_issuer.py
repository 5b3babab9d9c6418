"""Who issues real Open Badges for the tests? openbadgeslib as an OpenID4VCI 1.0 issuer, with a back office of its own.

Run as a program: `python -m tests.issuers.badge_issuer FOLDER`; it takes a free port on localhost, serves TLS with an
authority of its own (FOLDER/ca.pem) and prints its address when it is ready.
"""

import base64
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

TOKEN = "provider-key"
BADGE = "badge_pv"
IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'

CONFIGURATION = """
[paths]
base = {folder}
base_key = ${{base}}/keys
base_log = ${{base}}/log
base_image = ${{base}}/images
base_status = ${{base}}/status

[logs]
general = general.log
signer = signer.log

[issuer]
name = Green Skills Provider
url = {address}
email = issuer@example.org
publish_url = {address}/issuer/
did = auto

[badge_pv]
name = Solar PV basics
description = Installs small PV systems safely
image = {address}/issuer/badge_pv/badge.svg
criteria = {address}/issuer/badge_pv/criteria.html
criteria_narrative = Assessed practical task
private_key = ${{paths:base_key}}/badge.pem
public_key = ${{paths:base_key}}/badge.pub.pem
key_type = ED25519
verify_key = {address}/issuer/badge_pv/verify.pem
badge = {address}/issuer/badge_pv/badge.json
oid4vci_formats = jwt_vc_json
local_image = badge.svg
"""


@dataclass(frozen=True)
class BadgeIssuer:
    address: str
    ca: Path


@contextmanager
def a_badge_issuer(folder: Path) -> Iterator[BadgeIssuer]:
    """Run the issuer as a process of its own and stop it afterwards."""
    command = [sys.executable, "-m", "tests.issuers.badge_issuer", str(folder)]
    log = folder / "issuer.log"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        log.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        try:
            address = process.stdout.readline().strip()
            assert address, f"the issuer did not start: {log.read_text()}"
            yield BadgeIssuer(address, folder / "ca.pem")
        finally:
            process.terminate()


def read_configuration(folder: Path, address: str):
    from openbadgeslib.confparser import ConfParser

    (folder / "config.ini").write_text(CONFIGURATION.format(folder=folder, address=address))
    return ConfParser(str(folder / "config.ini")).read_conf()


def make_key(folder: Path) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    keys = folder / "keys"
    keys.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (keys / "badge.pem").touch(mode=0o600)
    (keys / "badge.pem").write_bytes(private)
    (keys / "badge.pub.pem").write_bytes(public)


def make_certificate(folder: Path) -> None:
    import trustme

    authority = trustme.CA()
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    certificate.private_key_pem.write_to_path(str(folder / "tls.key"))
    (folder / "tls.crt").write_bytes(b"".join(part.bytes() for part in certificate.cert_chain_pems))
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))


def holder_key(context):
    """Read the wallet's public key out of its did:key (OpenID4VCI leaves that to the issuer)."""
    from openvc.multibase import decode_multibase

    raw = decode_multibase(context.kid.split("#")[0].removeprefix("did:key:"))
    assert raw[:2] == b"\xed\x01", "the wallet's key is not Ed25519"
    return {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(raw[2:]).decode().rstrip("=")}


def wallet_app(conf, store):
    """Serve what a wallet asks for."""
    from fastapi import FastAPI, Header, Request
    from fastapi.responses import JSONResponse
    from openbadgeslib import oid4vci

    app = FastAPI()
    nonces = oid4vci.NonceIssuer(store)

    def said(document, status=200):
        return JSONResponse(document, status, headers={"Cache-Control": "no-store"})

    @app.exception_handler(oid4vci.OID4VCIError)
    async def refused(_request, error):
        return said(error.to_dict(), getattr(error, "http_status", 400))

    @app.get("/issuer/.well-known/openid-credential-issuer")
    @app.get("/.well-known/openid-credential-issuer/issuer")
    @app.get("/.well-known/openid-credential-issuer/issuer/")
    def metadata():
        document = oid4vci.build_issuer_metadata(conf)
        for configuration in document["credential_configurations_supported"].values():
            if "display" in configuration:  # its place in the final specification
                configuration["credential_metadata"] = {"display": configuration.pop("display")}
        return document

    @app.get("/issuer/.well-known/oauth-authorization-server")
    @app.get("/.well-known/oauth-authorization-server/issuer")
    @app.get("/.well-known/oauth-authorization-server/issuer/")
    def authorization_server():
        return oid4vci.build_authorization_server_metadata(conf)

    @app.post("/issuer/nonce")
    def nonce():
        return said(oid4vci.handle_nonce_request(conf, nonces=nonces))

    @app.post("/issuer/token")
    async def token(request: Request):
        form = await request.form()
        made = oid4vci.handle_token_request(
            conf,
            code=form.get("pre-authorized_code"),
            tx_code=form.get("tx_code"),
            grant_type=form.get("grant_type"),
            store=store,
        )
        return said(made.to_dict())

    @app.post("/issuer/credential")
    async def credential(request: Request, authorization: Annotated[str, Header()] = ""):
        made = oid4vci.handle_credential_request(
            conf,
            await request.body(),
            access_token=authorization.removeprefix("Bearer ") or None,
            store=store,
            nonces=nonces,
            resolve_proof_key_in_context=holder_key,
        )
        return said(made.to_dict())

    return app


def add_back_office(app, conf, store):
    """Serve what a provider's own systems ask for; the specification leaves this to each issuer."""
    from fastapi import Header, Request
    from fastapi.responses import JSONResponse
    from openbadgeslib.oid4vci import build_credential_offer

    made, grants = {}, []

    def stranger(authorization):
        return authorization != f"Bearer {TOKEN}"

    @app.post("/provider/offers")
    async def offer(request: Request, authorization: str = Header(""), idempotency_key: str = Header("")):
        if stranger(authorization):
            return JSONResponse({"error": "unauthorized"}, 401)
        if idempotency_key in made:
            return JSONResponse(made[idempotency_key], 200)
        asked = await request.json()
        grant = build_credential_offer(
            conf,
            asked["achievement"],
            asked["recipient"],
            store=store,
            tx_code=bool(asked.get("tx_code")),
            expires_in_s=asked.get("expires_in"),
        )
        grants.append(grant.grant_id)
        answer = {
            "id": grant.grant_id,
            "credential_offer": grant.uri,
            "tx_code": grant.tx_code,
            "expires_at": grant.expires_at.isoformat(),
        }
        if idempotency_key:
            made[idempotency_key] = answer
        return JSONResponse(answer, 201)

    @app.get("/provider/offers")
    def offers(authorization: str = Header("")):
        return JSONResponse({"error": "unauthorized"}, 401) if stranger(authorization) else {"offers": grants}

    @app.get("/provider/offers/{grant_id}")
    def status(grant_id: str, authorization: str = Header("")):
        if stranger(authorization):
            return JSONResponse({"error": "unauthorized"}, 401)
        grant = store.find_grant(grant_id)
        return {"status": grant.state} if grant else JSONResponse({"error": "not_found"}, 404)

    @app.delete("/provider/offers/{grant_id}", status_code=204)
    def withdraw(grant_id: str, authorization: str = Header("")):
        if not stranger(authorization):
            store.invalidate_grant(grant_id)


def make_image(folder: Path) -> None:
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images" / "badge.svg").write_text(IMAGE)


def serve(folder: Path) -> None:
    import uvicorn
    from openbadgeslib.oid4vci import SqliteOID4VCIStore

    make_key(folder)
    make_certificate(folder)
    make_image(folder)
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"https://localhost:{listening.getsockname()[1]}"
    conf = read_configuration(folder, address)
    store = SqliteOID4VCIStore(str(folder / "grants.sqlite3"))
    app = wallet_app(conf, store)
    add_back_office(app, conf, store)
    settings = uvicorn.Config(
        app,
        ssl_keyfile=str(folder / "tls.key"),
        ssl_certfile=str(folder / "tls.crt"),
        log_level="warning",
    )
    print(address, flush=True)  # the socket listens already: whoever connects now is served in a moment
    uvicorn.Server(settings).run(sockets=[listening])


if __name__ == "__main__":
    serve(Path(sys.argv[1]).absolute())

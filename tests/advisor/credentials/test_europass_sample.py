"""Is a European Digital Credential read as Europass itself exports it, with and without its seal?"""

from pathlib import Path

import pytest

from advisor.credentials.opening import open_file
from advisor.vocabulary.credential import CredentialForm


@pytest.mark.shared
@pytest.mark.parametrize(("name", "sealed"), [("signed", True), ("unsigned", False)])
def test_the_sample_of_a_micro_credential_is_opened(shared_data: Path, name, sealed):
    data = (shared_data / "data" / "credentials" / f"Sample-MC-Annex1-{name}.jsonld").read_bytes()

    [opened] = open_file(data).certificates

    assert opened.form is CredentialForm.ELM
    assert opened.sealed is sealed
    assert opened.document["credentialSubject"]

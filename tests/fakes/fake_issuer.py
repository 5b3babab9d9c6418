"""What is the simplest issuer that keeps the promises of the port? Passes tests/contracts/test_credential_issuer.py."""

from advisor.ports import CallLimits, DuplicateEffect, Idempotency
from advisor.vocabulary.handoff import CredentialOffer, HandOffStatus


class FakeIssuer:
    """One offer per key. `failures` are raised by the next calls of `offer`, one each, before or after it acted."""

    protocol = "oid4vci"
    limits = CallLimits()

    def __init__(self, *failures, acts_first=False, idempotency=Idempotency.KEY):
        self.idempotency = idempotency
        self.duplicate_effect = DuplicateEffect.VISIBLE
        self.made = {}
        self.withdrawn = []
        self._failures = list(failures)
        self._acts_first = acts_first

    def offer(self, handoff, key):
        failure = self._failures.pop(0) if self._failures else None
        if failure and not self._acts_first:
            raise failure
        made = self.made.setdefault(
            key,
            CredentialOffer(
                uri=f"openid-credential-offer://?credential_offer=%7B{len(self.made) + 1}%7D",
                tx_code="4711",
                external_id=f"o-{len(self.made) + 1}",
            ),
        )
        if failure:
            raise failure
        return made

    def status(self, handoff):
        return HandOffStatus.OFFERED

    def look_up(self, handoff, key):
        return self.made.get(key)

    def cancel(self, handoff, key):
        self.withdrawn.append(key)

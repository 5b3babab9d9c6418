"""What are the simplest peers that keep the promises of the ports? Each passes its contract in tests/contracts."""

from advisor.handoff_ports import Connection, DuplicateEffect, Idempotency, Manners
from advisor.vocabulary.handoff import CredentialOffer, HandOffStatus, ProviderAnswer


class FakeIssuer:
    """One offer per key. `failures` are raised by the next calls of `offer`, one each, before or after it acted."""

    renews = False

    def __init__(self, *failures, acts_first=False, idempotency=Idempotency.KEY, **connected):
        self.manners = Manners(idempotency=idempotency, duplicate_effect=DuplicateEffect.VISIBLE)
        self.connection = Connection("oid4vci", offers=self, **connected)
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

    def withdraw(self, handoff, key):
        self.withdrawn.append(key)


class FakeSchool:
    """Gives places; `state` is what it says of each."""

    manners = Manners(idempotency=Idempotency.PUT, duplicate_effect=DuplicateEffect.NONE)

    def __init__(self, *failures, state=HandOffStatus.ACCEPTED_BY_PROVIDER, **connected):
        self.connection = Connection("oeapi", enrolment=self, **connected)
        self.places = set()
        self.withdrawn = []
        self.state = state
        self.passed = None
        self._failures = list(failures)

    def enrol(self, handoff, key):
        if self._failures:
            raise self._failures.pop(0)
        self.places.add(key)
        return ProviderAnswer(status=self.state, external_id=key, page="https://school.example/go-on")

    def progress(self, handoff):
        if handoff.id not in self.places:
            return None
        return ProviderAnswer(status=self.state, external_id=handoff.id, passed=self.passed)

    def withdraw(self, handoff, key):
        self.withdrawn.append(key)


class FakeAssessor:
    """Takes claims to prior learning, one per key."""

    manners = Manners(idempotency=Idempotency.NATURAL, duplicate_effect=DuplicateEffect.NONE)

    def __init__(self):
        self.connection = Connection("fake", prior_learning=self)
        self.claims = {}
        self.withdrawn = []

    def claim(self, handoff, evidence, key):
        self.claims.setdefault(key, evidence)
        return ProviderAnswer(status=HandOffStatus.ACCEPTED_BY_PROVIDER, external_id=key)

    def progress(self, handoff):
        known = handoff.id in self.claims
        return ProviderAnswer(status=HandOffStatus.ACCEPTED_BY_PROVIDER, external_id=handoff.id) if known else None

    def withdraw(self, handoff, key):
        self.withdrawn.append(key)

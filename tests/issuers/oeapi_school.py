"""How does a school behave that speaks the Open Education API 6.0? Associations under numbers that the caller chose."""

from uuid import UUID

from tests.issuers.loopback_peer import LoopbackPeer

FOLDER = "/course-offering-associations/"
PROBLEM = {"Content-Type": "application/problem+json"}


class OeapiSchool(LoopbackPeer):
    """Gives places in `offerings`; `decide` is what its registrar does."""

    token = "school-token"
    offerings = frozenset({"offering-7"})

    def __init__(self):
        super().__init__()
        self.associations = {}

    def decide(self, state, **result):
        for association in self.associations.values():
            association.update({"state": state, **({"result": result} if result else {})})

    def answer(self, asked):
        if not self.knows(asked):
            return _problem(401, "Unauthorized")
        number = asked.path.removeprefix(FOLDER)
        try:
            assert str(UUID(number)) == number
        except (ValueError, AssertionError):
            return _problem(404, "Not found")
        answers = {"PUT": self._put, "GET": self._get, "PATCH": self._patch}
        return answers[asked.method](number, asked) if asked.method in answers else _problem(405, "Method not allowed")

    def _put(self, number, asked):
        document = asked.document
        if document.get("role") != "student" or document.get("courseOfferingId") not in self.offerings:
            return _problem(400, "Bad request")
        new = number not in self.associations
        held = self.associations.setdefault(number, {"associationId": number, **document, "state": "pending"})
        return 201 if new else 200, {**held, "redirect": "https://school.example/enrol/go-on"}

    def _get(self, number, _):
        return (200, self.associations[number]) if number in self.associations else _problem(404, "Not found")

    def _patch(self, number, asked):
        if asked.headers.get("content-type") != "application/merge-patch+json":
            return _problem(400, "Bad request")
        if number not in self.associations:
            return _problem(404, "Not found")
        self.associations[number].update(asked.document)
        if asked.document.get("remoteState") == "cancelled":
            self.associations[number]["state"] = "cancelled"
        return 200, self.associations[number]


def _problem(status, title):
    return status, {"type": "about:blank", "title": title, "status": status}, PROBLEM

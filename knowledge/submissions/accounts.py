"""Who comes in with which key, and how are a provider's columns kept?"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from knowledge.errors import KnowledgeError, NotFound
from knowledge.ports import CatalogueStore
from knowledge.submissions.identifiers import slug
from knowledge.vocabulary.provider import Account, AccountRole

ACCOUNT, MAPPING = "account", "mapping"
LIST = "`cairn providers list` shows who is there."


class Accounts:
    """Providers and moderators. Keys are made by whoever calls; only their hashes are kept."""

    def __init__(self, store: CatalogueStore) -> None:
        self._store = store

    def all(self) -> Sequence[Account]:
        return sorted(map(Account.model_validate_json, self._store.kept(ACCOUNT).values()), key=lambda one: one.id)

    def find(self, name: str) -> Account:
        """Look up by name or id. Raises NotFound."""
        found = self._store.kept(ACCOUNT).get(slug(name))
        if found is None:
            raise NotFound(f"There is no provider or moderator {name!r}.", hint=LIST)
        return Account.model_validate_json(found)

    def add(
        self,
        name: str,
        key: str,
        now: datetime,
        role: AccountRole = AccountRole.PROVIDER,
        *,
        known: bool = False,
        always_review: bool = False,
    ) -> Account:
        """Let an organisation in with a key. Raises KnowledgeError where the name is taken or says nothing."""
        identifier = slug(name)
        if not identifier:
            raise KnowledgeError("A provider needs a name.", hint="Write it as it stands in the column `provider`.")
        if identifier in self._store.kept(ACCOUNT):
            raise KnowledgeError(
                f"There is a provider or moderator {name!r} already.",
                hint=f"`cairn providers key` gives it a new key. {LIST}",
            )
        account = Account(
            id=identifier,
            name=" ".join(name.split()),
            role=role,
            key_sha=key_sha(key),
            known=known,
            always_review=always_review,
            added=now,
        )
        return self._kept(account)

    def new_key(self, name: str, key: str) -> Account:
        """Put a new key in place of the old one, which is worth nothing from now on. Raises NotFound."""
        return self._kept(self.find(name).model_copy(update={"key_sha": key_sha(key)}))

    def trust(self, identifier: str) -> None:
        """Remember that a submission of theirs was approved; nothing happens where there is no such account."""
        found = self._store.kept(ACCOUNT).get(identifier)
        account = Account.model_validate_json(found) if found else None
        if account and not account.known:
            self._kept(account.model_copy(update={"known": True}))

    def remove(self, name: str) -> None:
        """Take the key away; courses and submissions stay. Raises NotFound."""
        self._store.forget(ACCOUNT, self.find(name).id)

    def holder(self, key: str) -> Account | None:
        """Say whose key it is; None where it is nobody's."""
        given = key_sha(key)
        return next((one for one in self.all() if one.key_sha and hmac.compare_digest(one.key_sha, given)), None)

    def mapping(self, provider: str) -> Mapping[str, str]:
        """Give our columns → headings as they were given for this provider's files; empty where none were."""
        kept: dict[str, str] = json.loads(self._store.kept(MAPPING).get(slug(provider), "{}")) if provider else {}
        return kept

    def keep_mapping(self, provider: str, mapping: Mapping[str, str]) -> None:
        """Remember what was given, beside what was given before."""
        if provider and mapping:
            kept = {**self.mapping(provider), **mapping}
            self._store.keep(MAPPING, slug(provider), json.dumps(kept, ensure_ascii=False, sort_keys=True))

    def _kept(self, account: Account) -> Account:
        self._store.keep(ACCOUNT, account.id, account.model_dump_json())
        return account


def key_sha(key: str) -> str:
    """Hash a key: 256 random bits need no salt."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()

"""Who comes in with which key, and how are a provider's columns kept?"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from knowledge.errors import KnowledgeError, NotFound
from knowledge.ports import CatalogueStore
from knowledge.submissions.identifiers import slug
from knowledge.vocabulary.provider import Account, AccountRole, ApiKey

ACCOUNT, MAPPING, API_KEY = "account", "mapping", "api-key"
MOST_KEYS = 10
LONGEST_KEY_NAME = 80
USED_TO_THE = timedelta(hours=1)
"""How exactly the last use of a key is known: not every request writes."""
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
        """Take all keys away; courses and submissions stay. Raises NotFound."""
        account = self.find(name)
        for key in self.keys(account.id):
            self.revoke_key(account.id, key.id)
        self._store.forget(ACCOUNT, account.id)

    def holder(self, key: str, now: datetime | None = None) -> Account | None:
        """Say whose key it is, None where it is nobody's. The account carries the hash of the very key that was given.

        With `now` the use of a further key is written down.
        """
        given = key_sha(key)
        main = next((one for one in self.all() if one.key_sha and hmac.compare_digest(one.key_sha, given)), None)
        if main:
            return main
        found = next((one for one in self._keys() if hmac.compare_digest(one.sha, given)), None)
        if found is None or found.account not in self._store.kept(ACCOUNT):
            return None
        if now and (found.used is None or now - found.used >= USED_TO_THE):
            self._keep_key(found.model_copy(update={"used": now}))
        return self.find(found.account).model_copy(update={"key_sha": found.sha})

    def accepts(self, account: Account, sha: str) -> bool:
        """Say whether a key with that hash still lets the account in."""
        return bool(sha) and sha in {account.key_sha, *(one.sha for one in self.keys(account.id))}

    # further keys, one for each program
    def keys(self, account: str) -> Sequence[ApiKey]:
        """List a provider's further keys, newest first."""
        mine = (one for one in self._keys() if one.account == account)
        return sorted(mine, key=lambda one: (one.added, one.id), reverse=True)

    def add_key(self, account: Account, name: str, key: str, now: datetime) -> ApiKey:
        """Let a program in with a key of its own. Raises KnowledgeError where there are too many, or it has no name."""
        wanted = " ".join(name.split())[:LONGEST_KEY_NAME]
        if not wanted:
            raise KnowledgeError("A key needs a name.", hint="Write what it is for, such as the name of the program.")
        if len(self.keys(account.id)) >= MOST_KEYS:
            raise KnowledgeError(f"You have {MOST_KEYS} keys already.", hint="Revoke one that is no longer used first.")
        sha = key_sha(key)
        return self._keep_key(ApiKey(id=sha[:12], account=account.id, name=wanted, sha=sha, added=now))

    def revoke_key(self, account: str, identifier: str) -> None:
        """Take a further key away; from now on it lets nobody in. Raises NotFound."""
        if not self._store.forget(API_KEY, f"{account}/{identifier}"):
            raise NotFound(f"There is no key {identifier!r} of yours.", hint="Look at the list of your keys.")

    def _keys(self) -> Sequence[ApiKey]:
        return [ApiKey.model_validate_json(one) for one in self._store.kept(API_KEY).values()]

    def _keep_key(self, key: ApiKey) -> ApiKey:
        self._store.keep(API_KEY, f"{key.account}/{key.id}", key.model_dump_json())
        return key

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

"""What can be set, and where does it come from? The only file that reads the environment."""

import difflib
import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bots.errors import UnknownSetting

PREFIX = "CAIRN_"
SECRETS = ("language_model_key", "telegram_token", "telegram_webhook_secret", "secret_key", "oidc_client_secret")


def _default_data() -> Path:
    """Beside a source checkout: its own data folder; installed elsewhere: the user's."""
    checkout = Path(__file__).parents[1]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "data"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "cairn"


class Settings(BaseModel):
    """Environment (`CAIRN_…`), then `.env`, then `cairn.toml`; the first that names a key wins."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Field(default_factory=_default_data, description="Folder for everything that this installation keeps.")
    storage: str = Field(
        "", description="`sqlite:///…` (default: cairn.db in DATA) or `postgresql://…` with the extra [postgres]."
    )
    index: str = Field(
        "chroma:", description="Vector index: `memory:`, `chroma:` (embedded) or `chroma+http://host:port`."
    )
    index_check_minutes: float = Field(
        60, gt=0, description="Minutes after which a running server looks at the vector index again; damage is rebuilt."
    )
    embedding: str = Field(
        "bundled", description="`bundled` (no key, no download) or `provider:model` through LangChain."
    )
    language_model: str = Field(
        "none",
        description="`none` (rules read, templates word), or `provider:model` through LangChain's init_chat_model, e.g. `openai:gpt-4o-mini`.",
    )
    language_model_base_url: str = Field(
        "",
        description="Address of the model's server, e.g. an OpenAI-compatible one of your own: `http://127.0.0.1:8000/v1`.",
    )
    language_model_key: SecretStr | None = Field(
        None,
        description="Key of the model's provider; without it the provider's own variable counts (e.g. OPENAI_API_KEY).",
    )
    language_model_for: Literal["both", "reading", "wording"] = Field(
        "both", description="What the model may do: read messages, word reasons, or `both`; rules decide in any case."
    )
    language_model_seconds: float = Field(
        10,
        gt=0,
        le=60,
        description="Seconds that the model may take in one turn, all calls together; then rules and templates go on.",
    )
    language_model_calls_per_day: int = Field(
        1000,
        ge=0,
        description="Calls a day (UTC), all learners together; then rules and templates go on. 0 = no limit.",
    )
    telegram_token: SecretStr | None = Field(None, description="Token of the Telegram bot, from @BotFather.")
    telegram_base_url: str = Field("https://api.telegram.org", description="Address of the Bot API server.")
    telegram_webhook_secret: SecretStr | None = Field(
        None,
        description="Secret of the webhook (A-Z a-z 0-9 _ -): with it and PUBLIC_URL Telegram brings updates to `cairn serve`; else it is polled.",
    )
    public_url: str = Field(
        "", description="The https address under which learners reach this server, for links and QR codes."
    )
    embed_on: str = Field(
        "",
        pattern=r"^$|^https?://[A-Za-z0-9.:-]+( https?://[A-Za-z0-9.:-]+)*$",
        description="Origins whose pages may show the chat in a frame, e.g. `https://a.example https://b.example`; default none.",
    )
    issuers: Path | None = Field(
        None, description="TOML file: per provider its protocol, address, authentication and limits."
    )
    secret_key: SecretStr | None = Field(
        None, description="Signs cookies and ids; made and kept in DATA when not given."
    )
    oidc_issuer: str = Field(
        "",
        pattern=r"^$|^https://[^\s?#]+$|^http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/[^\s?#]*)?$",
        description="Your organisation's own sign-in (OpenID Connect): address of the issuer, e.g. `https://login.example/realms/staff`.",
    )
    oidc_client_id: str = Field("", description="Name under which Cairn is registered there.")
    oidc_client_secret: SecretStr | None = Field(None, description="Secret that belongs to OIDC_CLIENT_ID.")
    oidc_name: str = Field("", description="What the button “Sign in with …” calls it; default: the issuer's host.")
    oidc_claim: str = Field(
        "email",
        pattern=r"^[A-Za-z0-9_:./-]{1,100}$",
        description="Claim that holds the address of an account here. `email` counts where `email_verified` is true; for any other, OIDC_DOMAINS must be set.",
    )
    oidc_domains: str = Field(
        "",
        pattern=r"^$|^[A-Za-z0-9.-]+( [A-Za-z0-9.-]+)*$",
        description="Domains of the addresses that may come in this way, e.g. `example.org example.net`; empty: any that has an account.",
    )
    workers: int = Field(
        1, ge=1, le=64, description="Web worker processes; more than one needs PostgreSQL and a Chroma server."
    )
    retention_days: int = Field(90, ge=1, description="Days that the text of an idle conversation is kept.")
    limit_messages_per_minute: int = Field(
        10, ge=0, description="Messages a conversation may send in a minute; 0 = no limit."
    )
    limit_messages_per_day: int = Field(
        200, ge=0, description="Messages a conversation may send in a day; 0 = no limit."
    )
    limit_conversations_per_hour: int = Field(
        20, ge=0, description="New conversations per address prefix in an hour; 0 = no limit."
    )
    feeds: bool = Field(
        False, description="Let `cairn serve` fetch courses from the addresses that were added with `cairn feeds add`."
    )
    feeds_allow: str = Field(
        "",
        description="Origins inside your network, or without TLS, that feeds may be fetched from, e.g. `http://feeds.intra:8080`.",
    )
    credentials_fetch: bool = Field(
        False,
        description="Let issuers' keys (did:web) and lists of withdrawn certificates be fetched from public addresses while a certificate is checked.",
    )
    credentials_allow: str = Field(
        "",
        description="Origins inside your network, or without TLS, that these may be fetched from too, e.g. `http://registry.intra:8080`.",
    )
    seed: bool = Field(
        True, description="Put the bundled demonstration catalogue and policies in when there is none yet."
    )

    @property
    def database_url(self) -> str:
        return self.storage or f"sqlite:///{self.data / 'cairn.db'}"


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return {key.lower(): value for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnknownSetting(f"{path} cannot be read: {error}", hint="Mend the file or move it away.") from error


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    pairs = (
        line.split("=", 1)
        for line in path.read_text(encoding="utf-8").splitlines()
        if "=" in line and not line.lstrip().startswith("#")
    )
    return {name.strip(): value.strip().strip("'\"") for name, value in pairs}


def _prefixed(source: dict[str, str]) -> dict[str, str]:
    return {
        name[len(PREFIX) :].lower(): value for name, value in source.items() if name.startswith(PREFIX) and value != ""
    }


def load_settings(folder: Path | None = None) -> Settings:
    """Read the settings. Raises UnknownSetting that names the key and the nearest right one."""
    folder = folder or Path.cwd()
    given: dict[str, Any] = {
        **_toml(folder / "cairn.toml"),
        **_prefixed(_dotenv(folder / ".env")),
        **_prefixed(dict(os.environ)),
    }
    for key in given:
        if key not in Settings.model_fields:
            near = difflib.get_close_matches(key, Settings.model_fields, n=1, cutoff=0.4)
            hint = f"Did you mean {PREFIX}{near[0].upper()}?" if near else "`cairn config show` lists what can be set."
            raise UnknownSetting(f"There is no setting {PREFIX}{key.upper()}.", hint=hint)
    try:
        settings = Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise UnknownSetting(
            f"{name}: {first['msg']}.", hint=f"{Settings.model_fields[str(first['loc'][0])].description}"
        ) from error
    _refuse_half_a_sign_in(settings)
    return settings


def _refuse_half_a_sign_in(settings: Settings) -> None:
    """Raise UnknownSetting where the organisation's own sign-in is set in part: it would let nobody in, or anybody."""
    given = {name: getattr(settings, name) for name in ("oidc_issuer", "oidc_client_id", "oidc_client_secret")}
    if not any(given.values()):
        return
    missing = [name for name, value in {**given, "public_url": settings.public_url}.items() if not value]
    if settings.oidc_claim != "email" and not settings.oidc_domains:
        missing.append("oidc_domains")
    if missing:
        raise UnknownSetting(
            f"{PREFIX}{missing[0].upper()} is missing: the sign-in with your own accounts is set in part only.",
            hint="It needs OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL, and OIDC_DOMAINS where OIDC_CLAIM is not `email`; "
            "see docs/how-to/sign-in-with-your-own-accounts.md.",
        )


def named_secrets() -> dict[str, str]:
    """Give the environment's values to those who name one, such as `bearer_from` in the issuers file."""
    return dict(os.environ)


def prepare_process() -> None:
    """Quiet and tame the libraries before they load: no telemetry, one thread per engine (spinning threads cost 5 × the time)."""
    for name, value in {
        "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
        "ANONYMIZED_TELEMETRY": "False", "CHROMA_TELEMETRY_IMPL": "", "DBOS_TELEMETRY": "false",
        "LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false",
    }.items():  # fmt: skip
        os.environ.setdefault(name, value)

"""What can be set for the room of advice? bots/settings.py reads the environment and hands this in."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from knowledge.vocabulary.value import Value


class AdvisorSettings(Value):
    data: Path | None = Field(None, description="Folder for what this installation keeps.")
    public_url: str = Field("", description="Address under which learners reach this installation.")
    issuers: Path | None = Field(None, description="TOML file that says how each provider is reached.")
    credentials_fetch: bool = Field(
        False, description="Whether issuers' keys and lists of withdrawn certificates are fetched."
    )
    credentials_allow: str = Field("", description="Origins inside, or without TLS, that they may be fetched from too.")
    issuer_secrets: dict[str, str] = Field({}, repr=False, description="Values that the issuers file names.")
    language_model: str = Field("none", description="`none`, or `provider:model` through LangChain.")
    language_model_base_url: str = Field("", description="Address of the model's server.")
    language_model_key: str = Field("", repr=False, description="Key of the model's provider.")
    language_model_for: Literal["both", "reading", "wording"] = Field("both", description="What the model may do.")
    language_model_seconds: float = Field(10, gt=0, description="Seconds that the model may take in one turn.")
    language_model_calls_per_day: int = Field(1000, ge=0, description="Calls a day; 0 = no limit.")
    keep_days: int = Field(90, ge=1, description="Days after the last message until a conversation is deleted.")
    contact: str = Field("", description="Where a learner reaches a person: name, address, opening hours.")
    help_lines: dict[str, str] = Field(
        {}, description="Country (ISO 3166-1 alpha-2) → help lines named in a crisis, in place of the shipped ones."
    )

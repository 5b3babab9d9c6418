"""What can be set for the room of advice? bots/settings.py reads the environment and hands this in."""

from pathlib import Path

from pydantic import Field

from knowledge.vocabulary.value import Value


class AdvisorSettings(Value):
    data: Path | None = Field(None, description="Folder for what this installation keeps.")
    public_url: str = Field("", description="Address under which learners reach this installation.")
    issuers: Path | None = Field(None, description="TOML file that says how each provider is reached.")
    issuer_secrets: dict[str, str] = Field({}, repr=False, description="Values that the issuers file names.")
    keep_days: int = Field(90, ge=1, description="Days after the last message until a conversation is deleted.")
    contact: str = Field("", description="Where a learner reaches a person: name, address, opening hours.")
    help_lines: dict[str, str] = Field(
        {}, description="Country (ISO 3166-1 alpha-2) → help lines named in a crisis, in place of the shipped ones."
    )

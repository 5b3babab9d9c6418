"""What do all values of the house have in common?"""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen record that refuses unknown fields, so that a typo never passes as data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

"""What do all values of the house have in common?"""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

ExactNumber = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
"""An amount that is exact inside and a plain number in JSON."""


class Value(BaseModel):
    """A frozen record that refuses unknown fields, so that a typo never passes as data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

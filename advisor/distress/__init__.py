"""Is somebody in danger? Asked of every message, before anything else, without a language model (R12)."""

from advisor.distress.gate import Distress, distress_in, is_harmed, is_violent
from advisor.distress.help_lines import EVERYWHERE, HELP_LINES, HelpLines, help_lines

__all__ = ["EVERYWHERE", "HELP_LINES", "Distress", "HelpLines", "distress_in", "help_lines", "is_harmed", "is_violent"]

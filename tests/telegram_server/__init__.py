"""A strict Bot API server of our own: it refuses what Telegram refuses."""

"""A strict Bot API server of our own: it refuses what Telegram refuses. For the tests, and for whoever tries the bot without a token."""

"""A small local Telegram: a strict Bot API over HTTP and a web chat. It knows nothing of any bot."""

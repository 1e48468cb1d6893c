"""The wire: HTTP to Telegram, and the mail server."""

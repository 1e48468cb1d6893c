"""Translates a Telegram update into an event, and effects into rows and Bot API payloads."""

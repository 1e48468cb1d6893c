"""Proof that the simulated Telegram behaves as Telegram does."""

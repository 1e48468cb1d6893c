"""Mails as programs write them, and what is read out of each."""

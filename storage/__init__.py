"""Remembers: every table, every query, migrations, inbox, outbox, due dates, leases."""

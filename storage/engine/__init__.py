"""How the two databases are opened, written to, brought up to date and held alone. It knows no table."""

"""Who speaks for an organisation: its entry, its people, and to whom the role is given."""

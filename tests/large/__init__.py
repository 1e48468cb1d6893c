"""A large database: a hundred thousand cases, ten thousand conversations, and what is done beside them."""

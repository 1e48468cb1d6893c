"""Short items of news to the partners, written by the coordination."""

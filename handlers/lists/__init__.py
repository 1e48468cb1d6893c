"""Lists of cases: what is one’s own, what waits for somebody, and what can be done about it."""

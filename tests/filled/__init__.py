"""A filled database of each kind, made by the program at migration 0008, and the tests that today's program goes on."""

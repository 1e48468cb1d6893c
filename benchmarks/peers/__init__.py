"""The bots that one would write instead, each after its library's own documentation, in an environment of its own."""

"""Correspondence: what an e-mail says, from its bytes to plain data, and how ours look. Pure: no server, no clock."""

"""What became of a call, an e-mail or a row."""

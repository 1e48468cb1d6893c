"""What the network has done, in figures."""

"""Sources: by what people heard of the network."""

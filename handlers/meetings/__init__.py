"""The working meetings of the network: when they are, who can come, and what everybody hears of them."""

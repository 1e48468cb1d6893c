"""Market: what is offered by now, for whoever looks for it: a card, a map, and what nobody offers."""

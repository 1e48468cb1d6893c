"""Market: what is offered by now, looked through for whoever looks for it, by themselves or by their case."""

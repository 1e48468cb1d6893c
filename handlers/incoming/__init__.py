"""Raw update to call: which arm an update, a press or a command belongs to."""

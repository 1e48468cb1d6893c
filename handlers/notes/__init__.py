"""Those who work on a case write to each other."""

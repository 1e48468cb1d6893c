"""Resource persons: whom a case can call on, as they agreed to be shown to partners."""

"""Words: the catalogues, and what is understood of typed text. Knows nothing of conversations."""

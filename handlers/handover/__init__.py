"""The coordination passes from one to the next: proposed, accepted, left."""

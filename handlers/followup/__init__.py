"""What became of it: asked, closed, surveyed."""

"""Freshness: owners are asked whether what they offer still holds; what nobody says so of is shown to nobody."""

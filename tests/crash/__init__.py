"""Proofs that a killed process loses nothing."""

"""Tests of what to ask next, what a good answer is, and in which words."""

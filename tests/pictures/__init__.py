"""Tests of pictures: what becomes of a file that somebody sent."""

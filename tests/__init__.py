"""Tests; the folders mirror the source, `support` holds what they share."""

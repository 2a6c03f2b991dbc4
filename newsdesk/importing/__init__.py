"""Bytes from outside read into domain values."""

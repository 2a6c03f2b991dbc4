"""Clients of content management systems."""

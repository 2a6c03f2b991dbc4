"""Where a story can go: one class in one file for each target, listed in ``table``."""

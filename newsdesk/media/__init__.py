"""Image metadata and renditions."""

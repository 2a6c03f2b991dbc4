"""Domain values written as files."""

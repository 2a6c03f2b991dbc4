"""The command line: the use cases for scripts."""

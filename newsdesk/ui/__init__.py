"""The window: Qt, and nothing that decides what a newsroom does."""

"""The left of the window: where one is, and the list of stories there."""

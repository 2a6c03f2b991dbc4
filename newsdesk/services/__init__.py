"""Use cases as verbs, on top of the rooms in the middle."""

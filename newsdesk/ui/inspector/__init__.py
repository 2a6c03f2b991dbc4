"""The panels of the inspector, each imported when it is first shown."""

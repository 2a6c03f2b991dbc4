"""The command palette: commands, stories, authors and sections, found by a few letters."""

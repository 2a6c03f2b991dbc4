"""Small form controls that the panels share: named fields, lines, times, tags, rich text."""

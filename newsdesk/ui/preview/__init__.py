"""The page of the open story beside its text: the very bytes of the export."""

"""The screen of the authors: who writes for this paper, and how readers see them."""

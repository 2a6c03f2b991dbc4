"""The image library: the grid, one picture with its credit and crops, taking pictures in."""

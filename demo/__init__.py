"""A hall to look at: all of it on this computer, with people in it when asked; it meets the programs on the wire."""

"""The hall's screens: the board on the TV, the panel over each counter, and the voice that calls."""

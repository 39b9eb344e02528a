"""The machine citizens touch: it shows the way, draws the slip, and drives the printer."""

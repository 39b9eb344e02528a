"""The trade, in pure Python: no clock, no input or output, standard library only."""

"""The truth of a hall: its tickets, counters, clerks and figures."""

"""The verbs of the hall, grouped by the moment at which people use them."""

"""What a hall offers and how people find it: services, counters, procedures, everyday phrases, search."""

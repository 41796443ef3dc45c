"""The mood history: entries go in through ``store``, come out as a ``report``."""

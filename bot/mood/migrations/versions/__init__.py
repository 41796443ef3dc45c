"""The revisions of the mood history's tables, in the order of their numbers."""

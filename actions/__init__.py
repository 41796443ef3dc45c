"""The assistant's custom actions: read the tracker, call the mood store, return events."""

"""Reminders: what people ask for, when it is due, and who hands it out."""

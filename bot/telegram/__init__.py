"""Telegram: a channel for Rasa on python-telegram-bot, by long polling or by webhook."""

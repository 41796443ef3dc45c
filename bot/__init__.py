"""What runs around the assistant: settings, the mood history, channels, the command line."""

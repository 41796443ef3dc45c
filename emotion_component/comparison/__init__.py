"""Other ways to hear an emotion, trained and measured beside ours. Needs the ``train`` extra."""

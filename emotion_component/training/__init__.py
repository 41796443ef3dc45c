"""Training of the classifier. Needs the ``train`` extra."""

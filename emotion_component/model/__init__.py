"""The network in PyTorch. Needs the ``train`` extra; prediction does not."""

import os

# Beside Rasa, transformers would otherwise start TensorFlow too.
os.environ.setdefault("USE_TF", "0")

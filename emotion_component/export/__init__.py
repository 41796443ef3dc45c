"""From a trained network to the files that prediction runs on."""

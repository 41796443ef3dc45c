"""What ``attune bench`` measures, a module for each part of Attune."""

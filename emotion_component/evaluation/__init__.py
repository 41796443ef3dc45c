"""How good a model is: numbers, tables and charts."""

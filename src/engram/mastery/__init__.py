"""How much of each topic would be known today."""

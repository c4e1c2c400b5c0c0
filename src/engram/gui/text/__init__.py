"""A card's Markdown in; a text that Qt lays out, with formulas, code and pictures, out."""

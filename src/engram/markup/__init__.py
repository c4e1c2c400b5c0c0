"""What Markdown on a card means, without a window: the parser, formulas, code, and plain texts."""

"""The command line: words in, one JSON object or a few plain lines out."""

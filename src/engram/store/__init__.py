"""Values to SQLite and back: the only SQL of the program."""

"""The Today page: what waits, and every deck and topic with its part."""

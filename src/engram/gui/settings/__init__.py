"""The Settings page: a row for every declared setting."""

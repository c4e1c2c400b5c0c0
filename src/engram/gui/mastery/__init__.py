"""The Mastery page: topics side by side, what their figures mean, what comes due."""

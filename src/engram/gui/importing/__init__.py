"""The Import page: documents, what they would bring, problems and changes."""

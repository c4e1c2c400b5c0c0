"""Decks, and what a learner did with them, go in; a package that Anki opens comes out.

Source: Anki's rslib, `storage/schema11.sql` and `import_export/package`; reasons are in
docs/decisions/0016-anki-packages.md, the form of the notes in docs/anki-notes.md.
"""

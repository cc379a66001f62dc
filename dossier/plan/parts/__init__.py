"""What several pages are made of: filled texts, lists of items, sources, relations, the record itself."""

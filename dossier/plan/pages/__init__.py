"""One module per kind of page: which pages there are, and the view of each."""

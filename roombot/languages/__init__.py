"""Languages as data: a folder each, with what to understand and what to answer."""

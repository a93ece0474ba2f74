"""The use cases: an intent in, an outcome out."""

"""From text to terms: pyvi's words with their offsets, and the one analysis that index and query share."""

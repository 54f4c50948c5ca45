"""The engines behind the door of `search.engine`. None imports another, `find`, or Flask."""

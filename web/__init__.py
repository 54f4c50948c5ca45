"""The pages and the API, on Flask. Reads what `search` answers; never writes an index."""

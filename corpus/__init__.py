"""What an article is, where it comes from, and what it says. Imports nothing from `search` or `web`."""

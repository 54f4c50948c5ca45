"""Which tables an archive must have to be read, told without the database's library."""

from __future__ import annotations

# Raise it with every change to corpus/tables.py, with what brings an older archive up; else that one is refused.
SCHEMA = 2
# What brings an archive of each earlier schema to the next one.
UPGRADES = {1: ("ALTER TABLE held ADD COLUMN placed BOOLEAN NOT NULL DEFAULT TRUE",)}

"""From text to answers: analysis, ranking, the engine behind its narrow door, and the command `tratin`."""

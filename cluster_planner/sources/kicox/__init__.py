"""The quarterly files of 한국산업단지공단: the status of all complexes and the national trend."""

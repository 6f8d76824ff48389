"""Papers of a plan: one report, and the formats in which it leaves the program."""

"""CBC as a second solver: asked by name, read from its own facts, killed with its parent."""

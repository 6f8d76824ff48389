"""What a reader sees: Korean words, colours, maps, tables and papers. Never decides anything."""

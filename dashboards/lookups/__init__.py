"""The data as the screen looks it up: parks by name and filter, profiles, the tables of the map."""

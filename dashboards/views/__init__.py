"""What the page shows: each module makes its panes once and changes them as the session changes."""

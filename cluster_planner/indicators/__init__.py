"""What the tables say about a park: pure functions, frame in, figures on the same ids out."""

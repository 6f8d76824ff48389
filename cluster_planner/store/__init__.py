"""What outlives a process: drafts of scenarios and finished runs."""

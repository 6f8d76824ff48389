"""What the program costs, as ratios within one run: absolute times are the machine's, not ours."""

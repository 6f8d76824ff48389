"""What is known about one park or area, as plain values and as a page of one or two sheets."""

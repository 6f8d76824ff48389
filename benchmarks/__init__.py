"""What the program costs: figures with their targets, each group measured in a process of its own.

`README.md` beside this file says how to read them. Ratios are taken within one run: absolute times
are the machine's as much as ours.
"""

"""Fuzzing of the readers: valid files of every kind, broken at random, through recognition and reading.

`python -m tests.fuzz --minutes 10` (or `make fuzz MINUTES=10`). A try fails when anything but a
reading or a DataError comes out, when it takes longer than a limit, or when the process dies. A
failing file is kept, and `--seed` with its number makes it again.
"""

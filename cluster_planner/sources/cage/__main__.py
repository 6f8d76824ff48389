"""`python -m cluster_planner.sources.cage FOLDER`: the reader's own process."""

import os
import sys

from cluster_planner.sources.cage.inside import main

if __name__ == "__main__":
    # The answer is written: nothing that a library does while it is torn down may spoil it.
    os._exit(main(sys.argv[1:]))

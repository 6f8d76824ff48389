"""`python -m cluster_planner.cli` is the command line."""

import sys

from cluster_planner.cli import main

sys.exit(main())

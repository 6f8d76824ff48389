"""`python -m cluster_planner` is the command line."""

import sys

from cluster_planner.cli import main

sys.exit(main())

"""The words of the plan: tables, contracts, snapshot. Knows no file and no screen."""

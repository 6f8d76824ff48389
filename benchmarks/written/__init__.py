"""The whole model as other teams would write it: arrays, linopy and Pyomo, each to HiGHS."""

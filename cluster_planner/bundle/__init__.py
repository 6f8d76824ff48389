"""The decision bundle: every paper of a plan with what is needed to check it, and the check.

`make` writes one and needs the data, the typesetter and the model; `verify` needs none of them.
"""

"""Nations larger than the real one, drawn from its shape: every made-up row says that it is made up.

Ids begin with `gen_`, names with `생성_`, and `source` says with which seed they were drawn. Nothing
of it may be shown as a fact; it is there to time the program.
"""

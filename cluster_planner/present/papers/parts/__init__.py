"""The sections of the report in the order in which officials read them."""

"""Public services asked over the net: boundaries (VWorld), factories and statistics (data.go.kr, KOSIS).

Transport and parsers are apart: a parser sees bytes only, and no key ever reaches it.
"""

"""The phrases in which reports tell their figures, each with an example that it must match and one that it must not.

A way of saying something is one `Entry` in the family that it belongs to; what a family means to the reading stands in
`text/meanings.py` and `text/setting.py`. Text is NFKC and simplified, without spaces, with half-width marks.
"""

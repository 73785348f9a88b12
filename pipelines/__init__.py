"""Whole calls: the only place where the parts meet.

`call.py` lists the chain of one call from top to bottom, `command.py` is the
command line, `intake/` holds the conversation and its tools.
"""

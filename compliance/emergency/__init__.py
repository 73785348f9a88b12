"""Recognises an emergency in what a caller said, with no model involved.

A sign (chest pain, "won't wake up", "kill myself") counts when the words around it assert it
here and now: not denied, not distant, not supposed, not a figure of speech. This is the idea of
ConText (Chapman, Chu and Dowling, 2007) applied to spoken, unpunctuated turns. Where the present
tense leaves doubt, it fires.
"""

from compliance.emergency.recogniser import Emergency, announcement, recognise_emergency

__all__ = ["Emergency", "announcement", "recognise_emergency"]

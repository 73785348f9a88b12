"""Redacts transcripts kept as JSON lines, turn by turn, with the code of the live call.

`dialogues.py` reads and writes the file, `redact.py` goes through it, `report.py` draws a page.
"""

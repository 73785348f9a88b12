"""The rules, in plain Python: redaction, vault, tool boundary, sealing, audit, PHI-safe logging.

Nothing here imports Pipecat or a vendor's SDK, so a compliance officer's reviewer can read
and test this folder on its own.
"""

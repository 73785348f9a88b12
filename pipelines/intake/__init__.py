"""The clinic's side of an intake: its desk, its schedule, its tools (clear zone)."""

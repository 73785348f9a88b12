"""When a caller would like to come, read from their own words, and how well a time fits that."""

from pipelines.intake.wishes.reading import understand
from pipelines.intake.wishes.wish import Option, Wish

__all__ = ["Option", "Wish", "understand"]

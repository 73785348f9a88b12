"""Speech-to-text, one file per engine or vendor."""

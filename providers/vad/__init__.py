"""Voice activity detection, one file per engine."""

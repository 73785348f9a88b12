"""Text-to-speech, one file per engine or vendor."""

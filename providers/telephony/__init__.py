"""Lines a call can come in on, one file each."""

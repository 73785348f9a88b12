"""A recorded caller who places a whole call, and the measurements taken on the line."""

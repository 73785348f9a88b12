"""Language models. Each sees only the model zone: placeholders in, placeholders out."""

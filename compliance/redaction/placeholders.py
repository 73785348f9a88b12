"""How a placeholder is written: `[PHONE_1]`, `[PHONE_1 incomplete]`, `[DOB_1, age 40-44]`."""

import re

HINT = r"(?:, [a-z0-9][a-z0-9 *+-]{0,20})?"
"""What a placeholder may tell of its value, if the clinic says so (`generalise.py`)."""

BRACKETED = rf"\[[A-Z][A-Z0-9_]*_\d+{HINT}(?: incomplete)?\]"
"""Any placeholder, without groups."""

PLACEHOLDER = re.compile(rf"\[([A-Z][A-Z0-9_]*)_(\d+){HINT}((?: incomplete)?)\]")
"""Groups: type, number, " incomplete" or nothing."""

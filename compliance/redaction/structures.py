"""Scrubs a JSON-like value: texts, keys, and numbers long enough to be somebody's."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

_LEAST_DIGITS = 7
"""From here on a number may be a telephone's, a record's or a birth date's."""


def scrubbed(
    value: Any,  # noqa: ANN401 - JSON
    scrub: Callable[[str], str],
    *,
    keep: Collection[str] = (),
) -> Any:  # noqa: ANN401 - JSON
    """Return a copy in which `scrub` has seen everything but the values of the keys in `keep`.

    Raises:
        TypeError: something in it is not JSON, so nobody can say what it holds.
    """
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, Mapping):
        return {
            scrub(str(key)): item if key in keep else scrubbed(item, scrub, keep=keep)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [scrubbed(item, scrub, keep=keep) for item in value]
    if isinstance(value, int | float) and len(str(value)) >= _LEAST_DIGITS:
        text = str(value)
        return value if (clean := scrub(text)) == text else clean
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypeError("it is not JSON, so nobody can say what is in it")

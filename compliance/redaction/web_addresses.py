"""Web and internet addresses: written, and joined from how they are said."""

import re

from compliance.redaction.spoken import tokens

_SIGNS = {"dot": ".", "period": ".", "point": ".", "slash": "/", "dash": "-", "hyphen": "-",
          "underscore": "_", "colon": ":"}  # fmt: skip
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.I)
_WWW = re.compile(r"\b(?:triple w|double u double u double u|w w w)\b", re.I)


def join_url(spoken: str) -> str:
    """The address without scheme and "www.": "w w w dot lawson dot example dot com"."""
    return _SCHEME.sub("", _joined(_WWW.sub("www", spoken)))


def join_ip(spoken: str) -> str:
    """Digits and dots: "one nine two dot one six eight dot one dot four" is 192.168.1.4."""
    return re.sub(r"[^\d.:a-f]", "", _joined(spoken)).strip(".:")


def _joined(spoken: str) -> str:
    if not re.search(r"\s(?:dot|period|point|slash|colon)\s", spoken, re.I):
        return re.sub(r"\s+", "", spoken.lower()).rstrip(".,;!?")
    return "".join(_SIGNS.get(t.word) or t.digits or t.word for t in tokens(spoken))

"""Whether the caller said yes or no."""

import re

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'"})
_MEANS_YES = re.compile(
    r"\bno,? (problem|worries|objections?|issues?|concerns)\b|\bnot? (a |any )?problem\b"
    r"|\b(do not|don't|wouldn't|would not) mind\b|\bwhy not\b|\bnot at all\b"
)
_NO = re.compile(
    r"\b(no|nope|nah|naw|not|never|neither|none|nothing|wrong|incorrect|cannot|refuse|decline"
    r"|disagree|dont|doesnt|isnt|wont|cant|\w+n't)\b"
)
_YES = re.compile(
    r"\b(yes|yeah|yea|yep|yup|yah|sure|okay|ok|correct|right|fine|works|agree|absolutely|definitely"
    r"|certainly|exactly|perfect|good|great|go ahead|of course|uh[- ]?huh|mm[- ]?hmm|mhm"
    r"|it is|you (may|can)|that's (it|me|the one)|i do|i consent|happy|indeed|affirmative"
    r"|all ?right|(dead|spot|right) on|you('ve)? got it|bingo|precisely|true|accurate|that one)\b"
)
# What recognisers make of a lone "yep" or "no".
_SOUNDS_YES = re.compile(r"\W*y[aeiu]\w{0,3}\W*")
_SOUNDS_NO = re.compile(r"\W*(know|nor|non|gnaw)\W*")
_FILLERS = re.compile(r"^((oh|well|um+|uh+|hm+|so|and|hi|hello|yeah|yes)\b[ ,.!]*)*(?=no\b)")
_RIGHT_ALL_THE_SAME = re.compile(r"\b(that's|that is|it's|it is|you're) (all )?(right|correct)\b")


def plain(text: str) -> str:
    """Lower case with straight apostrophes, so that patterns stay short."""
    return text.translate(_APOSTROPHES).lower()


def stance(text: str) -> bool | None:
    """True for a yes, False for a no, None when the caller said neither."""
    said = _MEANS_YES.sub("yes", plain(text)).strip()
    said = _FILLERS.sub("", said)
    if _SOUNDS_YES.fullmatch(said) or _SOUNDS_NO.fullmatch(said):
        return _SOUNDS_YES.fullmatch(said) is not None
    no, yes = _NO.search(said), _YES.search(said)
    if not no or not yes:
        return None if no is yes else yes is not None
    if no.start() == 0:  # "no no, that's right"
        return _RIGHT_ALL_THE_SAME.search(said) is not None
    return bool(re.match(r"[^a-z]*(yes|yeah|yea|yep|yup|sure|okay|ok|of course)\b", said))

"""One spelling for what speech recognisers print: lower case, no contractions, no slips.

The result is words separated by single spaces, with " , " and " . " where the recogniser put
punctuation, and a space at both ends.
"""

import re
import unicodedata

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u2032`\u00b4", "'"))

_DIGIT_WORD = r"(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|\d+)"
_HURT = (
    r"(?:pains?|panes?|hurts?|hurting|aches?|tight\w*|pressure|feels?|is (?:tight|hurting|heavy))"
)

_REWRITES: tuple[tuple[str, str], ...] = (
    (r"\b([a-z])\.(?=[a-z]\b)", r"\1"),  # e.r. -> er.
    (r"\bcan(?:'?t| not)\b", "cannot"),
    (r"\bwon'?t\b", "will not"),
    (r"\bain'?t\b", "is not"),
    (r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should)n'?t\b", r"\1 not"),
    (r"\b(?:i'?m|i'?ma)\b", "i am"),
    (r"\b(he|she|it|that|there|here|what|who)'?s\b", r"\1 is"),
    (r"\b(i|you|we|they)'?ve\b", r"\1 have"),
    (r"(?<=\w)'s\b", " is"),
    (r"(?<=\w)'re\b|\b(?<=they)re\b", " are"),
    (r"(?<=\w)'ll\b", " will"),
    (r"(?<=\w)'d\b", " would"),
    (r"\bgonna\b|\bgoin'? to\b", "going to"),
    (r"\bwanna\b|\b(?<=i )(?:one|won|wan) to\b|\bwant a (?=die\b)", "want to"),
    (r"\bgotta\b", "got to"),
    (r"\b(?:'cause|cuz|coz)\b", "because"),
    (r"\.{2,}|[.?!;:\n\u2026\u2014]+|--+", " . "),
    (r",", " , "),
    (r"[^\w,. ]+", " "),
    (r"\b(?:um+|uh+|uhm|erm|hmm+|you know|oh my god|oh god|oh my gosh|i mean)\b", " "),
    (r" +", " "),
    (rf"\b(?:9 1 1|9 11|nine one one|nine eleven)\b(?! {_DIGIT_WORD}\b)", "911"),
    (rf"\b(?:9 8 8|nine eight eight)\b(?! {_DIGIT_WORD}\b)", "988"),
    (r"\b(\w+)(?: \1\b)+", r"\1"),
    (r"\b(my|him|her|your|them) sel(f|ves)\b", r"\1sel\2"),
    (rf"\b(?:chess|chests|jest|chast)(?= {_HURT}\b)", "chest"),
    (r"\bchest panes?\b", "chest pain"),
    (r"\bpanes? in\b", "pain in"),
    (
        r"\b(cannot(?: even)?|(?:hard|able|struggling|trying) to) (?:breeze|breed|brief|breath"
        r"|bree)\b",
        r"\1 breathe",
    ),
    (r"\b(?:hard|heart|hart) ?a? ?(?:attack|attach|tack|attacks)\b", "heart attack"),
    (r"\bpast out\b", "passed out"),
    (r"\ba (?:seizer|caesar|sees her|sea sure|seasure|siezure|sieger)\b", "a seizure"),
    (r"\bover dos(e|ed|ing)\b", r"overdos\1"),
    (r"\bod(?: ?d|ed)\b", "overdosed"),
    (r"\bun (conscious|responsive)\b", r"un\1"),
    (r"\b(?:sue|sewer|sui|suit) ?(?:aside|side|cide)(al)?\b", r"suicide\1"),
    (r"\bsuicideal\b", "suicidal"),
    (r" +", " "),
)
_COMPILED = tuple((re.compile(pattern), rewrite) for pattern, rewrite in _REWRITES)

# Figures of speech that hold the words of a sign.
_IDIOMS = re.compile(
    r" (?:to die for|tak(?:e|es|ing|en) (?:my|your) breath away|sc?ared to death|drop dead"
    r"|dying (?:to|for|of (?:boredom|embarrassment|laughter|curiosity|thirst|hunger|heat|shame))"
    r"|(?:die|dying) (?:laughing|inside)|shoot(?:ing)? \w+self in the foot|not to mention"
    r"|not (?:going to )?(?:lie|lying|kidding|joking)|no (?:doubt|joke|kidding|question)"
    r"|stroke of \w+|(?:back|breast|brush|key|butterfly|golf|swim) ?strokes?"
    r"|(?:keep(?:ing)?|holding|hold|held) (?:my|your) breath|choked up|choking hazard"
    r"|food poison\w*|poison (?:ivy|oak|sumac)|d(?:ye|y)ing (?:my|her|his|their|our) (?:hair"
    r"|eyebrows)|as if)(?= )"
)


def normalise(text: str) -> str:
    """`text` as plain words; see the module's docstring. Never raises."""
    said = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).lower()
    for pattern, rewrite in _COMPILED:
        said = pattern.sub(rewrite, said)
    return _IDIOMS.sub(" ", f" {said.strip()} ")

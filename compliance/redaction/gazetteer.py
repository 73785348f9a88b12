"""Names, cities and words, from small files beside this module.

`surnames.txt.gz` and `given_names.txt.gz`: one lower-case name a line, the commonest first, from
the US Census Bureau's 1990 frequency lists (public domain). `words.txt.gz`: lower-case English
words of SCOWL, size 35 (wamerican-small): what is in it is probably no name. `build_gazetteer.py`
makes all three. The others are written by hand.
"""

import gzip
import re
from functools import cache
from importlib.resources import files

PARTICLES = frozenset(
    "de la del van von der den el al bin ibn st da di dos du le mac o san mc los las ben "
    "abu".split()
)
"""Small words of surnames of several words."""
_COMMON_SURNAME = 12_000
_COMMON_GIVEN = 2_500
_DRUG = re.compile(
    r"[a-z]{2,}(pril|olol|artan|statin|cillin|mycin|micin|floxacin|azole|oxetine|alopram|azepam|"
    r"zolam|dipine|gliptin|gliflozin|glutide|tidine|prazole|profen|codone|caine|cycline|sone|"
    r"solone|terol|triptan|parin|xaban|mab|nib|vir|semide|thiazide|formin|pentin|setron|"
    r"itis|osis|emia|ectomy|oscopy|pathy|algia|ology|ologist)"
)


@cache
def surnames() -> dict[str, int]:
    """Surname to its rank, 0 the commonest."""
    return _ranked("surnames.txt.gz")


@cache
def given_names() -> dict[str, int]:
    """Given name to its rank."""
    return _ranked("given_names.txt.gz")


@cache
def cities() -> frozenset[str]:
    """Larger US cities, lower-case."""
    return frozenset(_text("cities.txt").split("\n")) - {""}


@cache
def words() -> frozenset[str]:
    """Ordinary English words."""
    return frozenset(_packed("words.txt.gz").split())


@cache
def function_words() -> frozenset[str]:
    """Words of every conversation: never a name, a place or an organisation by themselves."""
    return frozenset(_text("function_words.txt").split())


@cache
def clinical_words() -> frozenset[str]:
    """Drugs, diseases (those named after people too), body parts, specialists, payers, states."""
    return frozenset(_text("clinical_words.txt").split()) | drugs()


@cache
def drugs() -> frozenset[str]:
    """Names of drugs that are one word, brands and generics."""
    return frozenset(name for name in _text("drugs.txt").splitlines() if name.isalpha())


def is_function(word: str) -> bool:
    """Whether a word is of the closed kind: pronouns, verbs of talk, "yes"."""
    return word in function_words()


def is_clinical(word: str) -> bool:
    """Whether a word is a drug, a disease or the like, by list or by its ending."""
    base = word.removesuffix("'s")
    return base in clinical_words() or word in clinical_words() or bool(_DRUG.fullmatch(base))


def is_ordinary(word: str) -> bool:
    """Whether a lower-case word is most likely no name."""
    base = word.removesuffix("'s")
    return is_function(word) or is_function(base) or base in words() or is_clinical(word)


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name."""
    return given_names().get(word.removesuffix("'s"), _COMMON_GIVEN) < _COMMON_GIVEN


def is_surname(word: str) -> bool:
    """Whether a word is a common surname."""
    return surnames().get(word.removesuffix("'s"), _COMMON_SURNAME) < _COMMON_SURNAME


def _ranked(name: str) -> dict[str, int]:
    return {word: rank for rank, word in enumerate(_packed(name).split())}


def _packed(name: str) -> str:
    return gzip.decompress((files("compliance.redaction") / "data" / name).read_bytes()).decode()


def _text(name: str) -> str:
    return (files("compliance.redaction") / "data" / name).read_text(encoding="utf-8")

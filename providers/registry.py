"""The register of providers: a new vendor is one file and one line here.

Each module named below has two functions: `warm()` loads its models once per process (blocking,
idempotent; nothing to do for a vendor that is reached over the network), and `build(...)` returns
the Pipecat service of one call. The module, and with it the vendor's SDK, is imported only when
its name is asked for.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Literal, get_args

Service = Literal["stt", "llm", "tts"]

REGISTER: Mapping[Service, Mapping[str, str]] = {
    "stt": {
        "moonshine": "providers.stt.moonshine",
        "whisper": "providers.stt.whisper",
    },
    "llm": {
        "scripted": "providers.llm.scripted",
    },
    "tts": {
        "hibari": "providers.tts.hibari",
    },
}


class UnknownProviderError(ValueError):
    """The configuration names a provider that is not in the register."""


def names(service: Service) -> tuple[str, ...]:
    """The providers registered for one service, sorted."""
    return tuple(sorted(REGISTER[service]))


def _module(service: Service, name: str) -> Any:  # noqa: ANN401 - a module
    if service not in get_args(Service):
        raise UnknownProviderError(f"unknown service; choose one of: {', '.join(REGISTER)}")
    if name not in REGISTER[service]:
        raise UnknownProviderError(
            f"unknown {service} provider; choose one of: {', '.join(names(service))}"
        )
    return import_module(REGISTER[service][name])


def warm(service: Service, name: str) -> None:
    """Load what the provider needs before a call is accepted. Blocks: run it in a thread.

    Raises:
        UnknownProviderError: the name is not registered.
    """
    _module(service, name).warm()


def build(service: Service, name: str, **settings: Any) -> Any:  # noqa: ANN401 - any service
    """Build the Pipecat service of one call.

    Speech-to-text takes `continuation`, a function that tells from a transcript whether the caller
    stopped inside an identifier, and `hears_voice`, the voice detector's word on this very moment
    (see `providers.stt.turn_stt`). A language model takes `system_instruction`, which it puts
    before the messages of every request.

    Raises:
        UnknownProviderError: the name is not registered.
    """
    return _module(service, name).build(**settings)

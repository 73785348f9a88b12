"""One call's vault: which placeholder stands for which value. Clear zone only, never kept.

A value has one placeholder whatever its spoken form. `speak` restores for the voice, `restore`
for tools; both refuse a placeholder that this vault never gave out.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from compliance.redaction.canonical import canonical, is_complete
from compliance.redaction.generalise import general
from compliance.redaction.likeness import misheard, same
from compliance.redaction.placeholders import PLACEHOLDER
from compliance.redaction.speakable import restorable, speakable
from compliance.redaction.types import DATES, PhiType


class UnknownPlaceholderError(ValueError):
    """A placeholder that the vault never issued: the model invented it."""


@dataclass
class Entity:
    """One value: its canonical form grows while the caller is still saying it.

    `heard` keeps the forms it had before, such as a name before its spelling was known.
    """

    type: PhiType
    number: int
    value: str
    heard: list[str] = field(default_factory=list)
    general: Callable[[PhiType, str], str] | None = None
    """What may be told of the value, if anything may."""

    @property
    def complete(self) -> bool:
        """Whether the value has all that its type needs."""
        return is_complete(self.type, self.value)

    @property
    def placeholder(self) -> str:
        """`[PHONE_1]`; `[PHONE_1 incomplete]` while a part is missing; `[DOB_1, age 40-44]`."""
        told = self.general(self.type, self.value) if self.general is not None else ""
        hint = f", {told}" if told else ""
        return f"[{self.type}_{self.number}{hint}{'' if self.complete else ' incomplete'}]"

    def become(self, value: str) -> None:
        """Take a fuller or corrected value; the earlier form stays known."""
        if value != self.value:
            self.heard.append(self.value)
            self.value = value


class Vault:
    """The values of one call.

    Of the types in `generalise` a placeholder tells what Safe Harbor allows: `[ZIP_1, 606**]`.
    """

    def __init__(self, generalise: Collection[PhiType] = (), *, today: date | None = None) -> None:
        self._generalise = frozenset(generalise)
        self._today = today
        self._entities: dict[tuple[str, int], Entity] = {}

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Every value, in the order of first mention."""
        return tuple(self._entities.values())

    def placeholder(self, type: PhiType, spoken: str) -> str:
        """Return the placeholder of a value said as `spoken`; the same value has the same one."""
        return self.entity(type, canonical(type, spoken)).placeholder

    def entity(self, type: PhiType, value: str) -> Entity:
        """Return the entity of a canonical value, new if it is."""
        return self.find(type, value) or self.issue(type, value)

    def find(self, type: PhiType, value: str) -> Entity | None:
        """Return the entity that a value is another form or a part of; dates of any kind match.

        If there is none, a name that differs by what a recogniser mishears.
        """
        types = DATES if type in DATES else (type,)
        known = [e for e in self._entities.values() if e.type in types]
        for alike in (same, misheard):
            for entity in known:
                if any(alike(type, v, value) for v in (entity.value, *entity.heard)):
                    return entity
        return None

    def issue(self, type: PhiType, value: str) -> Entity:
        """Give out a new placeholder."""
        number = 1 + sum(known.type is type for known in self._entities.values())
        told = partial(general, today=self._today) if type in self._generalise else None
        made = Entity(type, number, value, general=told)
        self._entities[type, number] = made
        return made

    def knows(self, placeholder: str) -> bool:
        """Whether this vault gave the placeholder out."""
        match = PLACEHOLDER.fullmatch(placeholder)
        return match is not None and (match[1], int(match[2])) in self._entities

    def speak(self, text: str) -> str:
        """Put speakable values in place of placeholders. Raises UnknownPlaceholderError."""
        return self._put_back(text, lambda entity: speakable(entity.type, entity.value))

    def restore(self, text: str) -> str:
        """Put canonical values in place of placeholders. Raises UnknownPlaceholderError."""
        return self._put_back(text, lambda entity: restorable(entity.type, entity.value))

    def _put_back(self, text: str, form: Callable[[Entity], str]) -> str:
        def value(match: re.Match[str]) -> str:
            entity = self._entities.get((match[1], int(match[2])))
            if entity is None:
                raise UnknownPlaceholderError("a placeholder that was never issued")
            return form(entity)

        return PLACEHOLDER.sub(value, text)

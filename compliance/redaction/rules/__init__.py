"""The rules, in the order that decides a type where two overlap; one line registers a rule."""

from compliance.redaction.rules import (
    addresses,
    ages,
    dates,
    emails,
    identifiers,
    introductions,
    names,
    organisations,
    places,
    tagged,
    web,
)
from compliance.redaction.rules.rule import Rule

STRUCTURED = (emails.RULE, web.RULE, ages.RULE, addresses.RULE, dates.RULE, identifiers.RULE)
WITHOUT_RULE = {
    "P": "finger and voice prints: the line takes none, and no audio leaves the clear zone",
    "Q": "full-face photographs: no image enters the line",
}
"""Why an identifier of 45 CFR 164.514(b)(2)(i) has no rule."""

RULES: tuple[Rule, ...] = (
    tagged.RULE,
    *STRUCTURED,
    organisations.RULE,
    places.RULE,
    names.RULE,
    introductions.RULE,
)

"""Names of employers, schools, hospitals and the like, from lists and patterns."""

import random

from compliance.redaction.training import lists

_KINDS = {
    "health": "hospital clinic medical health healthcare medicine pediatrics orthopedics care "
    "cardiology dental dermatology surgery oncology imaging radiology practice associates "
    "urology neurology rehab therapy wellness physicians doctors eye vision hospice memorial "
    "general presbyterian mercy methodist baptist saint st cancer heart lung women's children's",
    "home": "manor nursing assisted senior village gardens residence house shelter living home",
    "school": "school elementary middle high academy university college preschool daycare "
    "community tech institute kindergarten campus",
    "church": "church parish temple mosque synagogue chapel ministries baptist lutheran",
}
_TOLD = {
    "health": "hospital clinic facility admitted discharged released er ambulance icu surgery "
    "doctor dr surgeon cardiologist lab referred referral ward",
    "school": "school grade teacher college kindergarten student campus class",
    "church": "church pastor parish imam rabbi",
}
"""Words around an organisation that tell its kind."""
_PATTERNS = {
    "health": (
        "{town} {health}", "{surname} {health}", "{nature} {health}", "st {saint} {health}",
        "{street} {health}", "{town} general", "mercy {town}",
    ),
    "home": ("{nature} {home}", "{street} {home}", "{town} {home}", "the {home} at {nature}"),
    "school": ("{town} {school}", "{surname} {school}", "{nature} {school}", "st {saint} {school}"),
    "church": ("{nature} {church}", "st {saint} {church}", "{town} {church}", "{grace} {church}"),
    "work": (
        "{surname} {trade}", "{nature} {trade}", "{town} {trade}", "{surname} and {surname}",
        "{surname} and sons", "{surname} brothers {trade}", "{street} {trade}", "{nature} {nature}",
        "the {nature} {trade}", "{given}'s {trade}", "{surname} {surname} and {surname}",
    ),
}  # fmt: skip


def draw(old: str, heard: frozenset[str], rng: random.Random, *, optional: bool = False) -> str:
    """An organisation of the kind that `old`, or what was `heard` around it, tells; "the" stays."""
    words = old.split()
    head = "the " if words[0] == "the" and len(words) > 1 else ""
    if optional:
        return rng.choice(lists.lines("payers"))
    draw = rng.random()
    if draw < 0.45:
        new = rng.choice(lists.lines(f"organisations_{_kind(words, heard, rng)}"))
    elif draw < 0.5:
        new = " ".join(rng.choice(lists.groups("organisations")["initials"]))
    else:
        new = _pattern(_kind(words, heard, rng), rng)
    return new if new.startswith("the ") else head + new


def _kind(words: list[str], heard: frozenset[str], rng: random.Random) -> str:
    for kind, listed in _KINDS.items():
        told = heard & set(_TOLD.get(kind, "").split())
        if told or set(words) & set(listed.split()):
            return kind if rng.random() < 0.85 else "work"
    return "work"


def _pattern(kind: str, rng: random.Random) -> str:
    made = []
    for word in rng.choice(_PATTERNS[kind]).split(" "):
        slot, _, tail = word.partition("}")
        made.append(_slot(slot[1:], rng) + tail if slot.startswith("{") else word)
    return " ".join(made)


def _slot(slot: str, rng: random.Random) -> str:
    if slot == "town":
        return lists.town(rng)
    if slot == "street":
        return lists.street(rng)
    if slot in ("surname", "given"):
        return lists.name("given" if slot == "given" else "surnames", lists.origin(rng), rng)
    return rng.choice(lists.groups("organisations")[slot]).replace("_", " ")

"""New e-mail and web addresses, spoken or written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.redaction.training import lists, numbers
from compliance.redaction.training.atoms import Atom, like
from compliance.redaction.training.plan import Plan
from compliance.redaction.training.refill_ids import identifier
from compliance.redaction.training.refill_names import respelled
from compliance.redaction.training.spelled import spellings

_PROVIDERS = (
    "gmail yahoo hotmail outlook icloud aol comcast verizon protonmail msn sbcglobal att "
    "bellsouth cox charter earthlink live mail ymail zoho fastmail"
).split()
_TOPS = "com net org edu gov us co io biz info health care clinic mil".split()
_KEPT = frozenset(
    "at dot dash hyphen underscore under score period point slash colon backslash forward plus "
    "w www http https the and then no not all one word lower lowercase case capital as in for like "
    "it's is i mean sorry uh um that's a an double triple mail email with spelled letters letter "
    "number oh to my or space minus html php index home page".split()
)
_PIECES = re.compile(r"[a-z']+|\d+|[^a-z'\d]+")


def address(atoms: Sequence[Atom], plan: Plan) -> Iterator[Atom]:
    """The atoms of an e-mail or web address with other words; dots and dashes stay."""
    found = [s for s in spellings(atoms) if s.letters.strip("w")]
    taken = {at for spelling in found for at in range(spelling.start, spelling.end)}
    for at in range(len(atoms)):
        if at not in taken:
            _learn(atoms, at, plan)
    for old, new in zip(atoms, identifier(atoms, plan), strict=True):
        if old.word in numbers.HOMOPHONES or not numbers.is_number(old.word):
            continue
        plan.memo["said", old.word] = new.word
    for atom in respelled(atoms, found, plan):
        yield replace(atom, text=like(atom.text, _written(atom.word, plan)))


def _learn(atoms: Sequence[Atom], at: int, plan: Plan) -> None:
    for piece in _PIECES.findall(atoms[at].word):
        known = piece in plan.names or piece in _KEPT or piece in _TOPS or len(piece) < 2
        if known or not piece[0].isalpha() or numbers.is_number(piece):
            continue
        before = [atom.word for atom in atoms[:at]]
        domain = "at" in before or "@" in atoms[at].text.lower().partition(piece)[0]
        plan.names[piece] = _drawn(piece, domain, plan)
        plan.order.append(piece)


def _drawn(piece: str, domain: bool, plan: Plan) -> str:
    rng = plan.rng
    if piece in _PROVIDERS:
        return rng.choice(_PROVIDERS) if rng.random() < 0.8 else "gmail"
    if domain or rng.random() < 0.3:
        words = lists.groups("organisations")
        return rng.choice(words[rng.choice(("nature", "nature", "mailbox"))]).replace("_", "")
    kind = rng.choice(("given", "surnames", "surnames"))
    return lists.name(kind, lists.origin(rng), rng)


def _written(word: str, plan: Plan) -> str:
    """Figures changed; the words were renamed before, unless they are written together."""
    if word.isalpha():
        return plan.memo.get(("said", word), word)
    made = []
    for piece in _PIECES.findall(word):
        if piece.isdecimal():
            made.append("".join(plan.figure(c) for c in piece))
        else:
            made.append(plan.names.get(piece, piece))
    return "".join(made)

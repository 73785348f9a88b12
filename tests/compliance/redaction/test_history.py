"""What the tagger is told of the talk before a turn."""

from compliance.redaction.history import History, expecting
from compliance.redaction.types import PhiType


def test_the_question_stays_over_reactions():
    """The two turns before the agent's latest words belong to the context, the newest last."""
    history = History()
    history.agent("what number can we reach you at?")
    history.caller("sure it's six oh two")
    history.agent("mm hmm")
    assert history.context() == "what number can we reach you at? | sure it's six oh two | mm hmm"


def test_an_utterance_in_pieces_is_one_turn():
    """Pieces of what the agent says join; what it has begun counts as said."""
    history = History()
    history.agent("Thank you.")
    history.agent("And your ZIP code?")
    assert history.context() == "Thank you. And your ZIP code?"
    assert history.context(["Take your time."]).endswith("And your ZIP code? Take your time.")
    assert history.context() == "Thank you. And your ZIP code?"


def test_fragments_of_a_caller_follow_the_question():
    """A turn that a pause cut in three is read with the question before it."""
    history = History()
    history.agent("your phone?")
    history.caller("six oh two")
    history.caller("five five five")
    assert history.context() == "your phone? | six oh two | five five five"


def test_a_long_context_loses_its_beginning():
    """At most 160 characters, from a word's start, and the newest words whole."""
    history = History()
    history.agent("word " * 80 + "and your date of birth?")
    assert len(history.context()) <= 160
    assert history.context().startswith("word ")
    assert history.context().endswith("date of birth?")
    assert History().context() == ""


def test_what_is_expected_stands_last():
    """The types that the last question asks for follow the talk, two at most."""
    assert expecting("mm hmm", (PhiType.PHONE,)) == "mm hmm | phone"
    assert expecting("mm hmm", (PhiType.INSURANCE_ID, PhiType.DOB, PhiType.NAME)) == (
        "mm hmm | insurance id dob"
    )
    assert expecting("mm hmm", ()) == "mm hmm"

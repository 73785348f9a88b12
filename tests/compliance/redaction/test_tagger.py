"""The tagger of spoken PHI: what holds for any text, and what the context does."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.redaction.pieces import WINDOW, words
from compliance.redaction.tagger import tag
from compliance.redaction.types import PhiType

_ANY = st.text(st.characters(), max_size=80)
_SPOKEN = st.lists(
    st.sampled_from(
        "nine oh march third o'brien Dr. 602-555-0144 @ . ' _ é ß İ ٣ 日本 ﬁ \u200b \u0301 \ud800 "
        "👩‍⚕️ [NAME_1]".split()
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_ANY | _SPOKEN, _ANY | _SPOKEN)
def test_every_word_is_tagged(context, text):
    """Each word of any text comes out once, in order, with sound probabilities."""
    tagged = tag(context, text)
    assert [(t.start, t.end) for t in tagged] == words(text)
    assert all(0 <= t.probability <= t.phi + 1e-5 <= 1 + 2e-5 for t in tagged)


@pytest.mark.parametrize(
    "text", ["", " ", "...", "\ud800", "'", "a" * 5000, "日" * 700, "1" * 900 + " a", "_" * 2000]
)
def test_odd_text_does_no_harm(text):
    """Nothing raises: not emptiness, nor a word longer than a window."""
    assert len(tag(text, text)) == len(words(text))


@pytest.mark.parametrize(
    ("question", "type"),
    [
        ("what is your date of birth", PhiType.DOB),
        ("how do you spell your last name", PhiType.NAME),
        ("what's the best number to reach you", PhiType.PHONE),
    ],
)
def test_the_question_tells_the_type(question, type):
    """A bare answer is what was asked for."""
    answers = {
        PhiType.DOB: "march third eighty two",
        PhiType.NAME: "o k a f o r",
        PhiType.PHONE: "six oh two five five five oh one four four",
    }
    tagged = tag(question, answers[type])
    assert all(t.phi > 0.5 for t in tagged)
    assert sum(t.type is type for t in tagged) > len(tagged) / 2


def test_the_question_tells_whether_it_is_phi_at_all():
    """The same words are an identifier after one question and a reading after another."""
    answer = "one twenty one eighty"
    asked = tag("can you give me the first digits of your member id", answer)
    measured = tag("and what was your blood pressure this morning", answer)
    assert min(t.phi for t in asked) > max(t.phi for t in measured)


def test_a_long_turn_is_read_whole():
    """What stands far behind the first window is found as in a short turn."""
    talk = "and then my knee started to hurt again so i took some ibuprofen and lay down "
    name = "my name is deshawn okafor"
    text = talk * 12 + name
    assert len(words(text)) > WINDOW
    tagged = tag("", text)
    assert [t.type for t in tagged[-2:]] == [PhiType.NAME] * 2
    assert all(t.phi > 0.5 for t in tagged[-2:])


def test_threads_share_one_model():
    """Several calls at once get what each would get alone."""
    turns = [f"my name is maria and i was born on march {n} {n}" for n in range(1, 9)]
    alone = [tag("go ahead", turn) for turn in turns]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda turn: tag("go ahead", turn), turns * 4)) == alone * 4

"""Makes training examples for the tagger of spoken PHI from hand-written dialogues.

A seed (`seeds/*.txt`, read by `seeds.py`) is a telephone dialogue with its identifiers marked.
`refill.py` gives it new values of the same form, `vary.py` other questions (`questions.py`), cuts,
joins, another recogniser's style (`styles.py`, `smart.py`) and noise (`noise.py`), and
`examples.py` writes the caller's turns with what was said before them. Text is kept as atoms
(`atoms.py`) that carry their mark, so that spans cannot slip. Everything random comes from one
`random.Random` that is passed in.

`heard/` holds seeds read aloud by synthetic voices, clean, as a telephone and with noise, as a
recogniser printed them; its turns are used as they are.

`data/` holds lower-case lists written by hand; dialogues made from them tell of nobody.
"""

"""Our redaction beside others' and beside parts of itself, on dialogues nobody built it with.

`make bench-redaction` plays every dialogue of `unseen/`, turn by turn and causally, to each system
of `systems.py`. A system has a process of its own, with one thread; `score.py` defines what is
measured.

`unseen/` holds spoken intakes, one JSON object a line: `{id, style: raw|rawdigits|mixed|smart,
kind, category, turns: [{role: agent|caller, text, spans: [{start, end, type, optional?}]}]}`. They
were written by other hands than those who wrote the rules and the training seeds. Nobody reads them
while building, and they serve nothing but this table: a test fails if the code of redaction names
the folder, or if what a caller says there is also said among the seeds. A further `*.jsonl` put
there is measured along with the others, and in lines of its own.

`recogniser_output.jsonl`: raw dialogues of the other files, the callers read aloud by synthetic
voices (clean, as a telephone, with noise) and printed by Moonshine. Marks were carried over word by
word by alignment, garbled values included; a turn that could not be aligned is optional as a whole.
"""

"""`intakeline redact`: what a clinic gets for its transcripts."""

import json
import stat

import pytest
from typer.testing import CliRunner

from compliance.redaction import Redactor
from pipelines.command import app

_DIALOGUES = [
    {
        "id": "one",
        "style": "raw",
        "turns": [
            {"role": "agent", "text": "what number can we reach you at?"},
            {"role": "caller", "text": "sure it's six oh two"},
            {"role": "agent", "text": "mm hmm"},
            {"role": "caller", "text": "five five five oh one four four", "channel": 2},
        ],
    },
    {"id": 2, "turns": [{"role": "caller", "text": "well hello <🙂> my name is xiomara okonkwo"}]},
    {"id": "three", "turns": []},
]


@pytest.fixture
def files(tmp_path):
    """A file of dialogues, and where the output and the report go."""
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(d) + "\n" for d in _DIALOGUES), "utf-8")
    return source, tmp_path / "out.jsonl", tmp_path / "report.html"


def _redact(*arguments):
    return CliRunner().invoke(app, ["redact", *map(str, arguments)])


def _lines(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_what_comes_out_is_what_the_live_call_does(files):
    """Each dialogue is redacted turn by turn by one redactor; all else in a line is kept."""
    source, out, _ = files
    assert _redact("--in", source, "--out", out).exit_code == 0
    redactor = Redactor()
    for before, after in zip(_DIALOGUES[0]["turns"], _lines(out)[0]["turns"], strict=True):
        if before["role"] == "agent":
            redactor.agent(before["text"])
            assert after == before
            continue
        live = redactor.caller(before["text"])
        spans = [{"start": s.start, "end": s.end, "type": str(s.type)} for s in live.spans]
        assert spans
        assert after == before | {"spans": spans, "redacted": live.redacted}
    assert [(d["id"], d.get("style")) for d in _lines(out)] == [
        ("one", "raw"), (2, None), ("three", None),
    ]  # fmt: skip


def test_offsets_are_characters_of_the_given_text(files):
    """Characters before a span count as one each, however many bytes they take."""
    source, out, _ = files
    _redact("--in", source, "--out", out)
    turn = _lines(out)[1]["turns"][0]
    assert [turn["text"][s["start"] : s["end"]] for s in turn["spans"]] == ["xiomara okonkwo"]


def test_outputs_are_for_the_owner_only(files):
    """Both files hold PHI: nobody else may read them."""
    source, out, report = files
    report.touch(mode=0o644)
    _redact("--in", source, "--out", out, "--report", report)
    assert {stat.S_IMODE(f.stat().st_mode) for f in (out, report)} == {0o600}


def test_the_report_shows_what_was_masked_and_runs_nothing(files):
    """Masked words are marked with their type; what a caller said is never taken for HTML."""
    source, out, report = files
    _redact("--in", source, "--out", out, "--report", report)
    page = report.read_text("utf-8")
    assert '<mark data-type="NAME">xiomara okonkwo</mark>' in page
    assert "well hello &lt;🙂&gt;" in page
    assert "<script" not in page


def test_the_summary_is_json_for_scripts(files):
    """`--json` prints counts, and nothing that was said."""
    source, out, _ = files
    found = json.loads(_redact("--in", source, "--out", out, "--json").stdout)
    assert found == {
        "dialogues": 3, "caller_turns": 3, "failed_turns": 0, "spans": {"PHONE": 2, "NAME": 1},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": 1, "turns": [{"role": "nurse", "text": "jane roe"}]}', "turns.0.role"),
        ('{"id": 1, "turns": [{"role": "caller"}]}', "turns.0.text"),
        ('{"turns": []}', "id"),
        ("jane roe", "JSON"),
    ],
)
def test_a_malformed_line_is_named_and_nothing_is_overwritten(files, line, says):
    """The error names file, line and field but not the content; an earlier output stays whole."""
    source, out, _ = files
    out.write_text("earlier", "utf-8")
    with source.open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    result = _redact("--in", source, "--out", out)
    assert result.exit_code == 2
    assert "line 4" in result.stderr
    assert says in result.stderr
    assert "roe" not in result.stderr
    assert out.read_text("utf-8") == "earlier"
    assert sorted(f.name for f in out.parent.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize(
    ("source", "out"),
    [("no.jsonl", "out.jsonl"), ("in.jsonl", "no/out.jsonl"), ("in.jsonl", "in.jsonl")],
)
def test_a_file_that_cannot_be_read_or_written_is_told_in_one_line(files, source, out):
    """Exit code 2, one line, the source untouched."""
    folder = files[0].parent
    before = files[0].read_bytes()
    result = _redact("--in", folder / source, "--out", folder / out)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert files[0].read_bytes() == before


def test_a_turn_that_fails_is_masked_whole_and_told(files, monkeypatch):
    """Exit code 1 and the count, so that nobody takes a failure for a clean file."""
    source, out, _ = files
    monkeypatch.setattr("compliance.redaction.redactor.RULES", [None])
    result = _redact("--in", source, "--out", out)
    assert result.exit_code == 1
    assert "3 turns failed" in result.stderr
    last = [d["turns"][-1]["redacted"] for d in _lines(out) if d["turns"]]
    assert last == ["[OTHER_ID_2]", "[OTHER_ID_1]"]

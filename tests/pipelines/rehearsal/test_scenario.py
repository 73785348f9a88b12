"""A scenario is read with a voice for every line, or refused with one clear line."""

import numpy as np
import pytest
import soundfile

from pipelines.rehearsal import scenario, voice
from pipelines.rehearsal.scenario import OPENING_AUDIO, ScenarioError, load

GOOD = "id: x\nrules:\n  - {when: '.*', say: [hi], audio: [a.wav]}\nexpect: {outcome: booked}\n"


def test_a_missing_scenario_is_refused(tmp_path):
    """There is no call.yaml."""
    with pytest.raises(ScenarioError, match=r"no readable call\.yaml"):
        load(tmp_path)


def test_a_malformed_scenario_is_refused(tmp_path):
    """The YAML lacks what a scenario needs."""
    (tmp_path / "call.yaml").write_text("id: x\n")
    with pytest.raises(ScenarioError, match="is not a scenario"):
        load(tmp_path)


def test_audio_of_the_wrong_kind_is_refused(tmp_path):
    """A stereo recording at 8 kHz is named, with what it should be."""
    (tmp_path / "call.yaml").write_text(GOOD)
    soundfile.write(tmp_path / "a.wav", np.zeros((800, 2)), 8000)
    with pytest.raises(ScenarioError, match="16 kHz mono"):
        load(tmp_path)


@pytest.fixture
def synthesised(monkeypatch):
    """The lines that were given a voice, without one being loaded."""
    given = []

    def voice(lines):
        given.extend(sorted(lines))
        return {line: line.encode() for line in lines}

    monkeypatch.setattr(scenario, "synthesised", voice)
    return given


def _write(folder, rules, **more):
    lines = [f"{key}: {value}" for key, value in more.items()]
    text = "\n".join(["id: x", *lines, f"rules: [{rules}]", "expect: {outcome: booked}", ""])
    (folder / "call.yaml").write_text(text)


def _record(path):
    soundfile.write(path, np.full(160, 0.5), 16_000)


def test_lines_without_audio_are_synthesised(tmp_path, synthesised):
    """Each line of a rule has its own recording; those behind the recordings are given a voice."""
    _write(tmp_path, "{when: a, say: [one, two, three], audio: [a.wav]}, {when: b, say: [four]}")
    _record(tmp_path / "a.wav")
    caller = load(tmp_path)
    assert synthesised == ["four", "three", "two"]
    assert len(caller.audio["a.wav"]) == 320
    rule = caller.scenario.rules[0]
    assert [rule.clip(turn) for turn in range(3)] == ["a.wav", "two", "three"]
    assert set(caller.audio) == {"a.wav", "two", "three", "four"}


def test_a_scenario_that_is_all_recorded_needs_no_voice(tmp_path, synthesised):
    """Audio beyond the lines is not read."""
    _write(tmp_path, "{when: a, say: [one], audio: [a.wav, no-such.wav]}")
    _record(tmp_path / "a.wav")
    assert set(load(tmp_path).audio) == {"a.wav"}
    assert synthesised == []


@pytest.mark.parametrize("recorded", [True, False])
def test_the_opening_is_recorded_or_synthesised(tmp_path, synthesised, recorded):
    """Whichever there is."""
    _write(tmp_path, "{when: a, say: [one]}", opens_with="hello")
    if recorded:
        _record(tmp_path / OPENING_AUDIO.replace(".flac", ".wav"))
        (tmp_path / OPENING_AUDIO.replace(".flac", ".wav")).rename(tmp_path / OPENING_AUDIO)
    caller = load(tmp_path)
    assert caller.opening == "hello"
    assert set(caller.audio) == {"one", OPENING_AUDIO if recorded else "hello"}


def test_a_rule_with_nothing_to_say_is_refused(tmp_path, synthesised):
    """The error names the rule and the field, and nothing is synthesised."""
    _write(tmp_path, "{when: a, say: [one]}, {when: b, say: []}")
    with pytest.raises(ScenarioError, match=r"is not a scenario: rules\.1\.say: .*at least 1"):
        load(tmp_path)
    assert synthesised == []


@pytest.mark.parametrize(
    ("rules", "error"),
    [
        ("{when: '(', say: [one]}", "not a regular expression"),
        ("{when: a, say: [one], audio: [no-such.wav]}", "missing or no audio file"),
    ],
)
def test_a_rule_that_cannot_be_played_is_refused(tmp_path, synthesised, rules, error):
    """Before the call begins."""
    _write(tmp_path, rules)
    with pytest.raises(ScenarioError, match=error):
        load(tmp_path)


def test_a_line_is_given_a_voice():
    """Hibari's, as the line's own recordings are: 16-bit mono at 16 kHz, loud enough to hear."""
    audio = voice.synthesised(["yes"])["yes"]
    samples = np.frombuffer(audio, "<i2")
    assert 0.1 < samples.size / 16_000 < 3
    assert np.abs(samples.astype(int)).max() > 1000


def test_no_voice_is_loaded_for_nothing(monkeypatch):
    """A caller who is all recorded does not wait for a model."""
    monkeypatch.setattr(voice, "Hibari", None)
    assert voice.synthesised([]) == {}

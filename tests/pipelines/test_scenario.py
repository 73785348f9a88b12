"""A scenario that cannot be played is refused with one clear line."""

import numpy as np
import pytest
import soundfile

from pipelines.rehearsal.scenario import ScenarioError, load

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

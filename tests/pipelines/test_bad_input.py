"""Bad input to `intakeline call`: one line that says what to do, exit code 2, nothing half done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

CALLS = Path(__file__).parents[1] / "calls"


def _call(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = "from pipelines.command import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "call", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CALLS.parents[1]), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def _copy(tmp_path: Path) -> Path:
    folder = tmp_path / "caller"
    shutil.copytree(CALLS / "castellano-athuman", folder)
    return folder


def _config(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "line.toml"
    file.write_text(text, encoding="utf-8")
    return file


def _no_such_folder(tmp_path: Path) -> list[str]:
    return ["--scenario", str(tmp_path / "nobody")]


def _malformed_script(tmp_path: Path) -> list[str]:
    folder = _copy(tmp_path)
    (folder / "call.yaml").write_text("id: x\nrules: [{when: '('}]\n", encoding="utf-8")
    return ["--scenario", str(folder)]


def _no_audio_file(tmp_path: Path) -> list[str]:
    folder = _copy(tmp_path)
    (folder / "name-1.flac").write_bytes(b"no audio")
    return ["--scenario", str(folder)]


def _wrong_kind_of_audio(tmp_path: Path) -> list[str]:
    folder = _copy(tmp_path)
    soundfile.write(folder / "name-1.flac", [[0.0, 0.0]] * 441, 44_100)
    return ["--scenario", str(folder)]


def _unknown_provider(tmp_path: Path) -> list[str]:
    config = _config(tmp_path, '[providers]\nllm = "gpt-99"\n')
    return ["--scenario", str(_copy(tmp_path)), "--config", str(config)]


def _no_configuration(tmp_path: Path) -> list[str]:
    return ["--scenario", str(_copy(tmp_path)), "--config", str(tmp_path / "none.toml")]


def _key_that_others_can_read(tmp_path: Path) -> list[str]:
    key = tmp_path / "line.key"
    key.write_bytes(bytes(32))
    key.chmod(0o644)
    config = _config(tmp_path, f'[session]\nkey_file = "{key}"\n')
    return ["--scenario", str(_copy(tmp_path)), "--config", str(config)]


def _output_in_a_file(tmp_path: Path) -> list[str]:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    return ["--scenario", str(_copy(tmp_path)), "--json", str(tmp_path / "taken/summary.json")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (_no_such_folder, "no readable call.yaml"),
        (_malformed_script, "is not a scenario"),
        (_no_audio_file, "is missing or no audio file"),
        (_wrong_kind_of_audio, "must be 16 kHz mono, not 44100 Hz with 2 channels"),
        (_unknown_provider, "unknown llm provider; choose one of: scripted"),
        (_no_configuration, "cannot read the configuration"),
        (_key_that_others_can_read, "chmod 600"),
        (_output_in_a_file, "cannot write"),
    ],
)
def test_bad_input_is_told_in_one_line(tmp_path, words, told):
    """The caller of the command learns what to do, and no traceback hides it."""
    done = _call(tmp_path, *words(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("intakeline: ")
    assert done.stderr.count("\n") == 1
    assert told in done.stderr

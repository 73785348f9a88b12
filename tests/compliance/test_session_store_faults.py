"""The session store when the process is killed and when the disk is full, in real processes."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compliance.audit import verify
from compliance.key_file import LocalKey
from compliance.sealing import Mark
from compliance.session_store import SessionStore, Stream

KEK = LocalKey(b"k" * 32)
ROOT = Path(__file__).parents[2]
BYTES_PER_SECOND = 32_000

CALL = """
import sys, time
from pathlib import Path
from compliance.key_file import LocalKey
from compliance.session_store import SessionStore, Stream

writer = SessionStore(Path(sys.argv[1]), LocalKey(b"k" * 32)).open_session("s1")
writer.start()
began, sent = time.monotonic(), 0
while True:
    writer.audio(Stream.CALLER_AUDIO, sent.to_bytes(4, "big") * 160)
    sent += 1
    turn = ""
    if sent % 10 == 0:
        writer.transcript(Stream.RAW_TRANSCRIPT, f"turn {sent // 10}", sent * 20)
        turn = sent // 10
    print(time.monotonic(), sent * 640, turn, flush=True)
    time.sleep(max(0, began + sent * 0.02 - time.monotonic()))
"""

FULL_DISK = """
import json, resource, signal, sys, time
from pathlib import Path
from compliance import session_lane
from compliance.audit import AuditTrail
from compliance.key_file import LocalKey
from compliance.session_store import SessionStore, Stream

root, mode = Path(sys.argv[1]), sys.argv[2]
session_lane.WAITING_BYTES = 30_000 if mode == "long" else 1 << 20
trail = AuditTrail(root / "audit" / "s1.jsonl", "s1")
writer = SessionStore(root / "sessions", LocalKey(b"k" * 32)).open_session("s1", audit=trail)
writer.start()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def say(pieces):
    for _ in range(pieces):
        writer.audio(Stream.CALLER_AUDIO, bytes(range(256)) * 40)
        time.sleep(0.01)
    writer.transcript(Stream.RAW_TRANSCRIPT, "a turn", 0)
    time.sleep(0.6)


def disk(limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


say(2)
disk(60_000)
say(12)
if mode != "until the end":
    disk(resource.RLIM_INFINITY)
    say(2)
if mode == "long":
    disk(60_000)
    say(12)
    disk(resource.RLIM_INFINITY)
summary = writer.close("booked")
print(json.dumps([summary.streams, summary.complete, summary.lost, summary.unaudited]))
"""


@pytest.mark.parametrize("attempt", range(4))
def test_a_kill_costs_a_second_of_audio_at_most_and_no_turn(tmp_path: Path, attempt: int) -> None:
    """After kill -9 at a random moment the next start closes the session with all of it."""
    child = subprocess.Popen(
        [sys.executable, "-c", CALL, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    time.sleep(random.Random().uniform(0.3, 1.7))
    killed = time.monotonic()
    child.send_signal(signal.SIGKILL)
    lines += child.communicate()[0].splitlines()
    said = [line.split() for line in lines if len(line.split()) >= 2]
    sent = max(int(fields[1]) for fields in said)
    # A turn counts as finished once the disk had time for one write.
    turns = [int(f[2]) for f in said if len(f) == 3 and float(f[0]) < killed - 0.25]

    store = SessionStore(tmp_path, KEK)
    assert [entry.state for entry in store.list()] == ["interrupted"]
    audio = store.read("s1", Stream.CALLER_AUDIO)
    assert audio.ending is Mark.LAST_AFTER_CRASH
    assert len(audio.content) >= sent - BYTES_PER_SECOND
    frames = [audio.content[i : i + 4] for i in range(0, len(audio.content), 640)]
    assert frames == [n.to_bytes(4, "big") for n in range(len(frames))]
    if turns:
        kept = store.read("s1", Stream.RAW_TRANSCRIPT).content.splitlines()
        found = [json.loads(line)["text"] for line in kept]
        assert found[: max(turns)] == [f"turn {n}" for n in range(1, max(turns) + 1)]


def run_on_a_full_disk(folder: Path, mode: str) -> tuple[dict[str, dict[str, int]], bool, bool]:
    """Run the child in `mode`; return its streams, and whether complete and lossy."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(folder), mode],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    streams, complete, lost, unaudited = json.loads(done.stdout)
    assert unaudited == 0
    return streams, complete, lost


def losses(folder: Path) -> list[dict[str, object]]:
    """The facts of the seal_lost records, from a trail that must verify."""
    path = folder / "audit" / "s1.jsonl"
    assert verify(path) is None
    records = [json.loads(line) for line in path.read_text().splitlines()]
    return [record["facts"] for record in records if record["kind"] == "seal_lost"]


def test_a_short_outage_loses_nothing(tmp_path: Path) -> None:
    """What waited in memory is written when the disk is back, and no loss is claimed."""
    streams, complete, lost = run_on_a_full_disk(tmp_path, "short")
    assert (complete, lost, losses(tmp_path)) == (True, False, [])
    assert streams["caller_audio"]["bytes"] == 16 * 10_240
    opened = SessionStore(tmp_path / "sessions", KEK).read("s1", Stream.CALLER_AUDIO)
    assert opened.content == bytes(range(256)) * 640
    assert opened.complete


def test_a_long_outage_is_counted_and_audited_once_each(tmp_path: Path) -> None:
    """Two outages beyond the bound: two records, exact counts, whole pieces, no turn lost."""
    streams, complete, lost = run_on_a_full_disk(tmp_path, "long")
    audio = streams["caller_audio"]
    assert (complete, lost) == (True, True)
    assert audio["lost_bytes"] > 0
    assert audio["bytes"] + audio["lost_bytes"] == 28 * 10_240
    assert [loss["stream"] for loss in losses(tmp_path)] == ["caller_audio"] * 2
    store = SessionStore(tmp_path / "sessions", KEK)
    assert len(store.read("s1", Stream.CALLER_AUDIO).content) == audio["bytes"]
    assert audio["bytes"] % 10_240 == 0
    assert store.read("s1", Stream.RAW_TRANSCRIPT).content.count(b"\n") == 4


def test_a_disk_that_stays_full_leaves_what_was_written(tmp_path: Path) -> None:
    """A call that ends on a full disk keeps a readable beginning and says what it lost."""
    streams, complete, lost = run_on_a_full_disk(tmp_path, "until the end")
    audio = streams["caller_audio"]
    assert lost
    assert audio["bytes"] + audio["lost_bytes"] == 14 * 10_240
    assert [loss["stream"] for loss in losses(tmp_path)] == ["caller_audio"]
    opened = SessionStore(tmp_path / "sessions", KEK).read("s1", Stream.CALLER_AUDIO)
    assert opened.content == (bytes(range(256)) * 560)[: audio["bytes"]]
    assert opened.complete == complete

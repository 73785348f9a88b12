"""The line listens on this machine only."""

import pytest
from typer.testing import CliRunner

from pipelines.command import app
from pipelines.server.loopback import ListenError, address, listen


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.2", "intake.example", ""])
def test_another_address_is_refused(host):
    """The command says in one line which hosts there are."""
    with pytest.raises(ListenError):
        listen(host, 0)
    result = CliRunner().invoke(app, ["serve", "--host", host, "--port", "0"])
    assert result.exit_code == 2
    assert result.stderr.startswith("intakeline: the browser line serves this machine only")
    assert result.stderr.count("\n") == 1


def test_a_missing_extra_is_named(monkeypatch):
    """Without its packages the command says in one line what to install."""
    monkeypatch.setattr("pipelines.command._BROWSER", ("no_such_package",))
    result = CliRunner().invoke(app, ["serve", "--port", "0"])
    assert result.exit_code == 2
    assert (
        result.stderr == "intakeline: the browser line needs: pip install 'intakeline[browser]'\n"
    )


def test_a_port_in_use_is_named():
    """The second line on a port says which option to use."""
    with listen("127.0.0.1", 0) as first:
        port = int(address(first).rpartition(":")[2])
        with pytest.raises(ListenError, match=f"port {port} .* --port"):
            listen("127.0.0.1", port)

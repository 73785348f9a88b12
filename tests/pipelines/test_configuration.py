"""A configuration that cannot be used is refused in one line."""

import pytest

from pipelines.configuration import ConfigurationError, load_configuration

ZONE = "[schedule]\ntimezone = "


def _written(tmp_path, text):
    path = tmp_path / "line.toml"
    path.write_text(text)
    return path


def test_a_schedule_is_named_with_its_time_zone(tmp_path):
    """File and zone are the clinic's."""
    text = ZONE + '"America/Denver"\nfile = "/srv/clinic/schedule.sqlite3"\n'
    clinic = load_configuration(_written(tmp_path, text)).schedule
    assert str(clinic.file) == "/srv/clinic/schedule.sqlite3"
    assert clinic.zone.key == "America/Denver"


@pytest.mark.parametrize("zone", ["America/Gotham", "", "/etc/passwd", "../secret", "America"])
def test_a_time_zone_that_does_not_exist_is_refused(tmp_path, zone):
    """The message says where it is, what is wrong and what to write, in one line."""
    with pytest.raises(ConfigurationError) as refused:
        load_configuration(_written(tmp_path, f'{ZONE}"{zone}"\n'))
    wanted = "schedule.timezone: no such time zone; use a name such as America/Denver"
    assert str(refused.value).endswith(wanted)
    assert "\n" not in str(refused.value)


def test_a_word_that_is_not_known_is_refused(tmp_path):
    """A misspelt setting is no setting."""
    with pytest.raises(ConfigurationError, match=r"schedule\.fil: "):
        load_configuration(_written(tmp_path, '[schedule]\nfil = "x"\n'))

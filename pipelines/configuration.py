"""One line's configuration: a TOML file, or nothing for the embedded set."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


class ConfigurationError(Exception):
    """The configuration cannot be used; one line says what to do."""


class Providers(BaseModel):
    """Which provider serves each part; the names are the register's (`providers.registry`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    stt: str = "moonshine"
    llm: str = "scripted"
    tts: str = "hibari"


class Session(BaseModel):
    """How a session is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    folder: Path = Path("var/sessions")
    key_file: Path = Path("var/keys/line.key")
    audit: Path = Path("var/audit")
    continue_without_recording: bool = False


class LineConfiguration(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    providers: Providers = Providers()
    session: Session = Session()


def load_configuration(path: Path | None) -> LineConfiguration:
    """Read a line's TOML file.

    Raises:
        ConfigurationError: it is missing or malformed.
    """
    if path is None:
        return LineConfiguration()
    try:
        return LineConfiguration.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError:
        raise ConfigurationError(f"cannot read the configuration {path}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise ConfigurationError(f"{path} is not TOML") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigurationError(f"{path}: {where}: {first['msg']}") from None

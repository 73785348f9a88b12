"""One line's configuration: a TOML file, or nothing for the embedded set."""

import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from compliance.redaction.generalise import GENERAL
from compliance.redaction.types import PhiType


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


class ClinicSchedule(BaseModel):
    """Where the clinic's times and appointments are kept; without a file, in memory."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    file: Path | None = Path("var/schedule/schedule.sqlite3")
    timezone: str = "America/New_York"

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("no such time zone; use a name such as America/Denver") from None

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's time zone."""
        return ZoneInfo(self.timezone)


class Redaction(BaseModel):
    """What a placeholder may tell of its value, so that the LLM can reason about it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    generalise: frozenset[PhiType] = frozenset()
    """Of DOB (an age band), AGE_OVER_89, DATE (its year), ZIP (three digits): Safe Harbor."""

    @field_validator("generalise")
    @classmethod
    def _allowed(cls, types: frozenset[PhiType]) -> frozenset[PhiType]:
        if types - GENERAL.keys():
            raise ValueError(f"only of {', '.join(sorted(GENERAL))} may something be told")
        return types


class LineConfiguration(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    providers: Providers = Providers()
    session: Session = Session()
    schedule: ClinicSchedule = ClinicSchedule()
    redaction: Redaction = Redaction()


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
        raise ConfigurationError(f"{path}: {where}: {_reason(first['msg'])}") from None


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ")

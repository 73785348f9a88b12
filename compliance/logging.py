"""Logs without content, whoever writes them.

Pipecat, vendors' SDKs and Python itself put transcripts, arguments and values of variables into
log lines at every level up to ERROR, so a level or a list of bad words cannot hold them back.
The rule here is about who speaks. A line of this project keeps its message, if the message is a
literal in the function that logs it, and those of its facts that are in the audit vocabulary.
Any other line keeps time, level, place and the type of its exception. An f-string, a formatted
message or a vendor's sentence is thus never printed, not even by mistake.

Loguru, the standard `logging`, warnings and uncaught exceptions of the main program, of threads
and of destructors all come through. Run uvicorn with `log_config=None`.
"""

import logging
import os
import sys
import threading
import warnings
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from loguru import logger

from compliance.audit import is_fact

if TYPE_CHECKING:
    from loguru import Record

_OURS = frozenset({"pipelines", "processors", "providers", "compliance"})
_WITHHELD = "(message withheld)"
_FRAMES = 8
_UNSAFE = ("PIPECAT_SMART_TURN_LOG_DATA", "PIPECAT_SETUP_FILES")


class UnsafeEnvironmentError(Exception):
    """An environment variable would make a library write content to disk or run foreign code."""


def refuse_unsafe_environment(environment: Mapping[str, str] = os.environ) -> None:
    """Raise UnsafeEnvironmentError if a variable is set that breaks the log's promise."""
    for name in _UNSAFE:
        if environment.get(name):
            raise UnsafeEnvironmentError(f"unset {name}: it is not safe on a line that hears PHI")


def configure_logging(level: str = "INFO", sink: TextIO | None = None) -> None:
    """Make every line of this process safe and send it to `sink` (default: stderr).

    Call it before Pipecat is imported, which reads its own switch only once.
    """
    os.environ["PIPECAT_LOG_LLM_CONTEXT"] = "off"
    logger.remove()
    # Patched before any sink, so that one which somebody adds later gets safe records as well.
    logger.configure(patcher=_make_safe)
    logger.add(
        sink or sys.stderr,
        level=level,
        format=lambda _: "{extra[_line]}\n",
        colorize=False,
        diagnose=False,
        backtrace=False,
    )
    _take_over_standard_logging(level)
    warnings.showwarning = _show_warning
    sys.excepthook = _uncaught
    sys.unraisablehook = _uncaught_elsewhere
    threading.excepthook = _uncaught_elsewhere


def _take_over_standard_logging(level: str) -> None:
    # The factory makes every record, so handlers that libraries add later get safe ones.
    logging.setLogRecordFactory(_safe_log_record)
    logging.raiseExceptions = False  # a handler that fails would print its record's arguments
    logging.captureWarnings(False)
    for known in list(logging.Logger.manager.loggerDict.values()):
        if isinstance(known, logging.Logger):
            known.handlers.clear()
            known.propagate = True
    logging.basicConfig(handlers=[_ToLoguru()], level=logger.level(level).no, force=True)


def _make_safe(record: "Record") -> None:
    """Reduce a loguru record, in place, to its safe line."""
    name, function, number = record["name"] or "", record["function"], record["line"]
    message, facts = "", {}
    if _is_ours(name):
        message = (
            record["message"] if _is_literal(record["message"], function, number) else _WITHHELD
        )
        facts = {key: value for key, value in record["extra"].items() if is_fact(key, value)}
    raised = record["exception"]
    words = [
        f"{record['time']:%Y-%m-%dT%H:%M:%S.%f%z}",
        record["level"].name,
        f"{name}:{function}:{number}",
        message,
        *(f"{key}={value}" for key, value in facts.items()),
        _described(raised.type, raised.traceback) if raised and raised.type else "",
    ]
    record["message"], record["exception"] = message, None
    record["extra"] = {**facts, "_line": " ".join(filter(None, words))}


def _safe_log_record(
    name: str,
    level: int,
    path: str,
    line: int,
    message: object,
    args: object,
    raised: tuple[type[BaseException], BaseException, TracebackType] | None,
    function: str | None = None,
    _stack: str | None = None,
    **_: object,
) -> logging.LogRecord:
    """Make a standard record whose message is a literal of ours or empty."""
    kept = isinstance(message, str) and not args and _is_literal(message, function or "", line)
    trace = (raised[0], BaseException(), raised[2]) if raised and raised[0] else None
    return logging.LogRecord(name, level, path, line, message if kept else "", (), trace, function)


class _ToLoguru(logging.Handler):
    """Hands a record of the standard library on in the name of the code that logged it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log it with loguru; whose code it is decides, not the logger's name."""
        frame, depth = sys._getframe().f_back, 1
        while frame and frame.f_globals.get("__name__") == logging.__name__:
            frame, depth = frame.f_back, depth + 1
        known = record.levelname in logging.getLevelNamesMapping()
        level = record.levelname if known else record.levelno
        message = record.msg if isinstance(record.msg, str) else ""
        logger.opt(depth=depth, exception=record.exc_info).log(level, message)


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in _OURS


def _is_literal(message: str, function: str, line: int) -> bool:
    """Whether `message` is a constant in that function of ours, which is logging it just now."""
    frame = sys._getframe().f_back
    while frame:
        code = frame.f_code
        if (frame.f_lineno, code.co_name) == (line, function) and message in code.co_consts:
            return _is_ours(frame.f_globals.get("__name__", ""))
        frame = frame.f_back
    return False


def _described(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The type of an exception and where it passed, innermost last; never its message."""
    places: deque[str] = deque(maxlen=_FRAMES)
    while trace:
        places.append(f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join([kind.__name__, *(["at", " > ".join(places)] if places else [])])


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    facts = {"error": category.__name__, "module": Path(filename).stem, "line": lineno}
    logger.bind(**facts).warning("a warning was issued")


def _uncaught(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    logger.opt(exception=(kind, None, trace)).critical("an exception was not caught")


def _uncaught_elsewhere(hook: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
    if hook.exc_type is not SystemExit:
        logger.opt(exception=(hook.exc_type, None, hook.exc_traceback)).error(
            "a thread or a destructor raised"
        )

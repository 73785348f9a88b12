"""Logs: whoever writes, by whatever way, what was said does not come out.

Each case runs in a process of its own, because the set-up is the whole process's.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.logging import UnsafeEnvironmentError, refuse_unsafe_environment

ROOT = Path(__file__).parents[2]
SECRET = "Rebecca-5551234567"

PROBE = """
import sys
from compliance.logging import configure_logging
configure_logging("TRACE", sys.stdout)
scope = {"__name__": sys.argv[1], "SECRET": sys.argv[2]}
exec(compile(sys.argv[3], "probe.py", "exec"), scope)
"""

VENDOR = {
    "loguru message": "from loguru import logger\nlogger.error(f'said {SECRET}')",
    "loguru arguments": "from loguru import logger\nlogger.info('said {} {x}', SECRET, x=SECRET)",
    "loguru exception": "from loguru import logger\n"
    "try:\n    raise ValueError(SECRET)\nexcept ValueError:\n    logger.exception('no')",
    "loguru raw": "from loguru import logger\nlogger.opt(raw=True).warning(SECRET)",
    "loguru colours": "from loguru import logger\n"
    "logger.opt(colors=True).info('<red>{}</>', SECRET)",
    "loguru bound": "from loguru import logger\nlogger.bind(tool=SECRET, x=SECRET).info('no')",
    "loguru patched": "from loguru import logger\n"
    "logger.patch(lambda r: r.update(message=SECRET)).info('no')",
    "loguru catch": "from loguru import logger\n"
    "@logger.catch\ndef f(x):\n    raise KeyError(x)\nf(SECRET)",
    "a sink added later": "import sys\nfrom loguru import logger\n"
    "logger.add(sys.stderr, diagnose=True, backtrace=True)\n"
    "try:\n    raise ValueError(SECRET)\nexcept ValueError:\n    logger.exception(SECRET)",
    "standard message": "import logging\nlogging.getLogger('httpx').info('GET %s', SECRET)",
    "standard root": "import logging\nlogging.error(SECRET)",
    "standard exception": "import logging\n"
    "try:\n    raise ValueError(SECRET)\nexcept ValueError:\n"
    "    logging.getLogger('openai').error(SECRET, exc_info=True, stack_info=True)",
    "standard extra": "import logging\n"
    "logging.getLogger('uvicorn').info('x', extra={'color_message': SECRET})",
    "standard name of ours": "import logging\nlogging.getLogger('compliance.x').error(SECRET)",
    "a handler added later": "import logging\nlog = logging.getLogger('uvicorn.access')\n"
    "log.addHandler(logging.StreamHandler())\nlog.propagate = False\n"
    "try:\n    raise ValueError(SECRET)\nexcept ValueError:\n    log.exception('%s', SECRET)",
    "a handler that fails": "import logging\nclass Failing(logging.StreamHandler):\n"
    "    def format(self, record):\n        raise RuntimeError(SECRET)\n"
    "logging.getLogger('x').addHandler(Failing())\nlogging.getLogger('x').error('%s', SECRET)",
    "a record made by hand": "import logging\n"
    "record = logging.makeLogRecord({'msg': SECRET, 'levelno': 40})\n"
    "logging.getLogger('x').handle(record)",
    "a child logger set to debug": "import logging\nlog = logging.getLogger('asyncio')\n"
    "log.setLevel('DEBUG')\nlog.debug(SECRET)",
    "warning": "import warnings\nwarnings.warn(SECRET)",
    "thread": "import threading\n"
    "def f():\n    raise ValueError(SECRET)\nt = threading.Thread(target=f, name=SECRET)\n"
    "t.start()\nt.join()",
    "destructor": "class Gone:\n    def __repr__(self):\n        return SECRET\n"
    "    def __del__(self):\n        raise ValueError(SECRET)\nGone()",
    "task": "import asyncio, gc\nasync def f():\n    raise ValueError(SECRET)\n"
    "async def main():\n    t = asyncio.create_task(f(), name=SECRET)\n    await asyncio.sleep(0)\n"
    "    await asyncio.sleep(0)\n    del t\n    gc.collect()\nasyncio.run(main())",
    "loop exception handler": "import asyncio\nasync def main():\n"
    "    asyncio.get_running_loop().call_exception_handler({'message': SECRET, 'x': SECRET})\n"
    "asyncio.run(main())",
    "uncaught": "raise ValueError(SECRET)",
    "uncaught with a cause": "try:\n    raise KeyError(SECRET)\nexcept KeyError as error:\n"
    "    raise ValueError(SECRET) from error",
    "uncaught group": "raise ExceptionGroup(SECRET, [ValueError(SECRET)])",
}

OURS = {
    "f-string": "from loguru import logger\nlogger.info(f'said {SECRET}')",
    "arguments": "from loguru import logger\nlogger.info('said {}', SECRET)",
    "fact": "from loguru import logger\nlogger.info('x', name=SECRET, text=SECRET, reason=SECRET)",
    "number": "from loguru import logger\nlogger.info('x', phone=5551234567, ssn=SECRET)",
    "exception": "from loguru import logger\n"
    "try:\n    raise ValueError(SECRET)\nexcept ValueError:\n    logger.exception('failed')",
    "standard": "import logging\nlogging.getLogger(__name__).info('said %s', SECRET)",
    "standard f-string": "import logging\nlogging.getLogger(__name__).info(f'said {SECRET}')",
}


def run(source: str, module: str) -> tuple[str, str]:
    """Run `source` as `module` under the set-up; return (log, standard error)."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROBE, module, SECRET, source],
        cwd=ROOT, capture_output=True, text=True, timeout=60, env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip
    return done.stdout, done.stderr


@pytest.mark.parametrize("way", VENDOR)
def test_a_library_cannot_bring_content_into_the_log(way: str) -> None:
    """By none of these ways does a library's text, argument or value come out; its line does."""
    log, errors = run(VENDOR[way], "pipecat.services.fake")
    assert SECRET not in log + errors
    assert "Rebecca" not in log + errors
    assert "5551234567" not in log + errors
    assert "\n" in log + errors or way == "loguru raw"  # raw: no line of ours, no text of theirs


@pytest.mark.parametrize("way", OURS)
def test_a_slip_of_our_own_does_not_bring_content_into_the_log(way: str) -> None:
    """Even this project's modules cannot log what is not a literal or a known fact."""
    log, errors = run(OURS[way], "processors.probe")
    assert "Rebecca" not in log + errors
    assert "5551234567" not in log + errors
    assert "processors.probe" in log


def test_our_own_literals_and_facts_are_logged() -> None:
    """A static message keeps its words, with numbers, flags and known identifiers."""
    source = (
        "from loguru import logger\ndef book():\n"
        "    logger.info('a tool has finished', tool='find_slots', duration_ms=12.5, ok=True)\n"
        "book()\nimport logging\nlogging.getLogger('any').warning('from the standard library')\n"
    )
    log, errors = run(source, "pipelines.probe")
    first, second = log.splitlines()
    assert first.endswith(
        "INFO pipelines.probe:book:3 a tool has finished tool=find_slots duration_ms=12.5 ok=True"
    )
    assert second.endswith("WARNING pipelines.probe:<module>:6 from the standard library")
    assert errors == ""


def test_a_library_keeps_its_place_and_the_type_of_its_error() -> None:
    """What is left of a library's line still says where to look."""
    log, _ = run(VENDOR["standard exception"], "openai.fake")
    assert log.rstrip().endswith("ERROR openai.fake:<module>:5 ValueError at openai.fake:3")
    log, errors = run(VENDOR["uncaught with a cause"], "pipecat.fake")
    assert "an exception was not caught ValueError at" in log
    assert errors == ""


def test_the_level_holds_for_everybody() -> None:
    """Below the level nothing is written, of loguru nor of the standard library."""
    source = (
        "import sys, logging\nfrom compliance.logging import configure_logging\n"
        "from loguru import logger\nconfigure_logging('WARNING', sys.stdout)\n"
        "logger.info('no')\nlogging.getLogger('x').info('no')\nlogger.warning('yes')\n"
    )
    log, _ = run(source, "pipelines.probe")
    assert [line.rsplit(" ", 1)[1] for line in log.splitlines()] == ["yes"]


def test_pipecats_own_switch_is_set() -> None:
    """Pipecat's one switch for logged contexts is off, too."""
    log, _ = run("import os\nprint(os.environ['PIPECAT_LOG_LLM_CONTEXT'])", "pipelines.probe")
    assert log == "off\n"


@pytest.mark.parametrize("name", ["PIPECAT_SMART_TURN_LOG_DATA", "PIPECAT_SETUP_FILES"])
def test_an_unsafe_environment_is_refused(name: str) -> None:
    """Variables that write audio to disk or run foreign code stop the line, by name only."""
    with pytest.raises(UnsafeEnvironmentError, match=name) as refused:
        refuse_unsafe_environment({name: SECRET})
    assert SECRET not in str(refused.value)
    refuse_unsafe_environment({"PATH": "/bin", name: ""})

"""The log file: what happened and when, never a word of any story."""

from __future__ import annotations

import logging
import platform
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from newsdesk import __version__
from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services.paths import ensure_folder

LOGGER = "newsdesk"
_LARGEST = 1_000_000
_KEPT = 3
_FORM = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"


def start(path: Path) -> None:
    """Write the log to a file of at most a megabyte, with three older ones beside it.

    Where the file cannot be written Newsdesk goes on without, and says so on the error stream.
    """
    logger = logging.getLogger(LOGGER)
    stop()
    logger.setLevel(logging.INFO)
    try:
        ensure_folder(path.parent)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8"
        )
    except (OSError, EnvironmentFailure) as error:
        handler = logging.StreamHandler(sys.stderr)
        logger.addHandler(handler)
        logger.warning("The log file cannot be written: %s", error)
        return
    handler.setFormatter(logging.Formatter(_FORM))
    logger.addHandler(handler)
    logger.info(
        "Newsdesk %s, Python %s, %s", __version__, platform.python_version(), platform.platform()
    )


def stop() -> None:
    """Close the log file, so that it can be moved or read to its end."""
    logger = logging.getLogger(LOGGER)
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()

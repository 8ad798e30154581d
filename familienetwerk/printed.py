"""What processes print: one line of JSON for each, with the moment in UTC, for whatever gathers the lines."""

import json
import logging
from datetime import UTC, datetime

from gunicorn.glogging import Logger


class Line(logging.Formatter):
    """A text that holds line ends still is one line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname, "from": record.name, "process": record.process}
        line["says"] = record.getMessage()
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class Answers(logging.Filter):
    """A refusal is an answer and no fault: its line is enough, without where in the code it was given."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True


class WebLines(Logger):  # type: ignore[misc]  # gunicorn has no types
    """The web server speaks before Django's settings are read, and of its workers."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Line())

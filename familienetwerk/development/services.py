"""PostgreSQL and Valkey: those that the environment names, or our own in a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from familienetwerk.development.postgres import Postgres
from familienetwerk.development.valkey import valkey


@dataclass(frozen=True)
class Services:
    """Where they are, as settings wants to know it, and which processes of ours they are."""

    environment: dict[str, str]
    processes: dict[str, int]


@contextmanager
def services(folder: Path, *, is_lasting: bool) -> Iterator[Services]:
    """Both services, for as long as the block runs."""
    given = {
        name: value for name, value in os.environ.items() if name in {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}
    }
    if {"DATABASE_URL", "REDIS_URL"} <= given.keys():
        yield Services({"DATABASE_OWNER_URL": given["DATABASE_URL"], **given}, {})
        return
    with Postgres(folder, is_lasting).running() as (sockets, postgres_pid), valkey(folder) as (redis_url, valkey_pid):
        database = f"/familienetwerk?host={quote(str(sockets), safe='')}"
        environment = {
            "DATABASE_URL": f"postgres://familienetwerk_app@{database}",
            "DATABASE_OWNER_URL": f"postgres://familienetwerk_owner@{database}",
            "REDIS_URL": redis_url,
        }
        yield Services(environment, {"PostgreSQL": postgres_pid, "Valkey": valkey_pid})

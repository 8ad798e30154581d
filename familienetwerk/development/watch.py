"""Says when the demo can be used and how; ends as soon as PostgreSQL or Valkey does, and with it the whole demo."""

import sys
import time
from urllib.request import urlopen

import psutil

WELCOME = """
familienetwerk draait op http://localhost:{port}/
Wachtwoord van iedereen: demo

  anna@demo.example     procesregisseur en casusregisseur
  sanne@demo.example    maatschappelijk werker
  bram@demo.example     politie
  mila@demo.example     manager
  paul@demo.example     privacy officer
  fatima@demo.example   functioneel beheerder
  olga@demo.example     zelfde rol als Sanne, in geen enkele casus

Alle gezinnen zijn verzonnen. Ctrl-C stopt alles; de gegevens blijven."""


def wait_until_healthy(port: int) -> None:
    while not is_healthy(port):
        time.sleep(1)


def is_healthy(port: int) -> bool:
    try:
        urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
    except OSError:  # not there yet, or there but not healthy yet
        return False
    return True


def wait_until_one_stops(services: dict[str, psutil.Process]) -> str:
    while True:
        for name, process in services.items():
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return name
        time.sleep(1)


def main(port: str, *named: str) -> None:
    services = {name: psutil.Process(int(pid)) for name, _, pid in (item.partition("=") for item in named)}
    wait_until_healthy(int(port))
    print(WELCOME.format(port=port), flush=True)
    sys.exit(f"{wait_until_one_stops(services)} is gestopt, dus de hele demo stopt.")


if __name__ == "__main__":
    main(*sys.argv[1:])

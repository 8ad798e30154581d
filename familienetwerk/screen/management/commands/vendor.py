"""./run manage vendor: fetch the front-end packages at their exact versions into static/vendor/."""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"


class Command(BaseCommand):
    help = "Haalt de vastgelegde versies van CSS, htmx en lettertypen op bij npm (nodig: npm)."

    def handle(self, *args: object, **options: object) -> None:
        packages = json.loads((VENDOR / "packages.json").read_text())
        fresh: dict[str, bytes] = {}
        for package in packages:
            for name, content in files_of(package).items():
                fresh[name] = fresh.get(name, b"") + content
            self.stdout.write(package["package"])
        for name, content in fresh.items():
            target = VENDOR / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        (VENDOR / "checksums.txt").write_text(checksums(fresh))


def files_of(package: dict[str, Any]) -> dict[str, bytes]:
    """The wanted files of one package. A style sheet begins with the name of its package: several share a file."""
    wanted: dict[str, str] = package["files"]
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", package["package"]],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        with tarfile.open(Path(folder) / packed.stdout.strip().splitlines()[-1]) as archive:
            found = {ours: archive.extractfile(f"package/{theirs}") for theirs, ours in wanted.items()}
            content = {ours: file.read() for ours, file in found.items() if file}
    if missing := set(wanted.values()) - set(content):
        raise FileNotFoundError(f"{package['package']} bevat niet: {', '.join(sorted(missing))}")
    banner = f"/* {package['package']} {package['licence']} */\n".encode()
    return {name: banner + text if name.endswith(".css") else text for name, text in content.items()}


def checksums(files: dict[str, bytes]) -> str:
    """One line a file, as `sha256sum --check checksums.txt` reads it."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))

"""`./run pins`: from the packages we ask for (.in) to the exact ones we install (.txt), each with its hashes."""

import subprocess
import sys

ROUND = ["--universal", "--python-version=3.12", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]


def pins(*arguments: str) -> None:
    """Compile both files; `--upgrade` takes newer versions, without it only what is needed changes."""
    for name in ("requirements", "requirements-dev"):
        compile_one = [sys.executable, "-m", "uv", "pip", "compile", *ROUND, *arguments]
        subprocess.run([*compile_one, f"{name}.in", "--output-file", f"{name}.txt"], check=True)

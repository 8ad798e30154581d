"""Plain text: letters and nothing else."""

from typing import BinaryIO

from documents.gate.refusals import NotAllowed

LAYOUT = frozenset("\t\n\r\f")


def checked(file: BinaryIO) -> BinaryIO:
    content = file.read()
    try:
        letters = content.decode("utf-8")
    except UnicodeDecodeError:
        letters = content.decode("cp1252", errors="ignore")
    if any(letter < " " and letter not in LAYOUT for letter in set(letters)):
        raise NotAllowed("De inhoud past niet bij de naam: dit is geen tekst.")
    file.seek(0)
    return file

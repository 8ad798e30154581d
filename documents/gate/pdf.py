"""PDF: pages and nothing that acts. Objects may be packed in compressed streams, so those are unpacked and read too.

It is read as bytes and never drawn: names that make a PDF act, however they are spelled, wherever they stand.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from documents.gate.refusals import NotAllowed

ACTS = {
    "JavaScript": "Er zit een programma in deze PDF.",
    "Launch": "Deze PDF start een ander programma.",
    "EmbeddedFile": "Er zit een ander bestand in deze PDF.",
    "EmbeddedFiles": "Er zit een ander bestand in deze PDF.",
    "RichMedia": "Er zit een film of programma in deze PDF.",
    "XFA": "Deze PDF is een formulier met een programma erin.",
    "GoToE": "Deze PDF opent een ander bestand.",
    "ImportData": "Deze PDF haalt gegevens op.",
    "SubmitForm": "Deze PDF verstuurt gegevens.",
    "Encrypt": "Deze PDF is beveiligd met een wachtwoord, dus wij kunnen haar niet nakijken.",
}
ADVICE = "Druk haar af naar een nieuwe PDF en voeg die toe."
MOST_UNPACKED = 100 * 1024 * 1024
PACKED = {"Filter", "F", "FFilter"}  # F: what is packed stands in another file
PIECE = 4096  # so that of ten thousand small streams nobody copies the rest of the file ten thousand times
HEAD = 2048  # before a stream stands its dictionary
NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
OBJECTS = re.compile(rb"\s*\d+\s+\d+\s")  # how a stream of objects begins


def checked(file: BinaryIO) -> BinaryIO:
    content = file.read()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:] or is_also_a_zip(file):
        raise NotAllowed(f"Deze PDF is niet heel. {ADVICE}")
    refuse_acts(content)
    for objects in packed_objects(content):
        refuse_acts(objects)
    file.seek(0)
    return file


def is_also_a_zip(file: BinaryIO) -> bool:
    """Some programs would open it as something else."""
    return zipfile.is_zipfile(file)


def refuse_acts(content: bytes) -> None:
    for found in NAME.finditer(content):
        if sentence := ACTS.get(spelled_out(found[1])):
            raise NotAllowed(f"{sentence} {ADVICE}")


def spelled_out(name: bytes) -> str:
    """In a name, #4A is J."""
    if len(name) > 60:  # noise inside a picture
        return ""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), name).decode("latin-1")


def packed_objects(content: bytes) -> Iterator[bytes]:
    """What stands in streams of objects; raises when one is packed in a way that we do not read."""
    left = MOST_UNPACKED
    for found in STREAM.finditer(content):
        head = content[max(found.start() - HEAD, 0) : found.start()].rpartition(b"obj")[2]
        names = set(map(spelled_out, NAME.findall(head)))
        says_so = "ObjStm" in names
        try:
            begin = zlib.decompressobj().decompress(content[found.end() : found.end() + PIECE], 64)
            if not (says_so or OBJECTS.match(begin)):
                continue
            objects = unpacked(content, found.end(), most=left)
        except zlib.error:
            if says_so and not names.isdisjoint(PACKED):
                raise NotAllowed(f"Deze PDF kunnen wij niet nakijken. {ADVICE}") from None
            continue
        left -= len(objects)
        if left <= 0:
            raise NotAllowed(f"Deze PDF wordt te groot als zij wordt uitgepakt. {ADVICE}")
        yield objects


def unpacked(content: bytes, begin: int, *, most: int) -> bytes:
    unpacker, objects = zlib.decompressobj(), bytearray()
    for at in range(begin, len(content), PIECE):
        objects += unpacker.decompress(content[at : at + PIECE], most - len(objects))
        if unpacker.eof or len(objects) >= most:
            break
    return bytes(objects)

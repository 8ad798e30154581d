"""Word, Excel and OpenDocument are zips: how large they become, what acts in them, and what comes from outside."""

import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import BinaryIO
from xml.parsers import expat

from documents.gate.refusals import NotAllowed

MB = 1024 * 1024
MOST_PARTS, MOST_UNPACKED = 5_000, 200 * MB
SMALL, MOST_RATIO = 10 * MB, 100  # below this size the ratio says nothing
ACTS = ("vbaproject", "/activex/", "/embeddings/", "macrosheets", "oleobject", "customui/")
ACTS_ODF = ("basic/", "scripts/", "object ")
OUTSIDE = "Dit bestand haalt iets op van een ander adres. Bewaar het zonder koppelingen en voeg dat toe."
MACRO = "Er zit een macro of een ander bestand in. Bewaar het zonder macro's en invoegsels, of maak er een PDF van."
OTHERWISE = "De inhoud past niet bij de naam. Bewaar het bestand opnieuw als het soort dat de naam zegt."
BROKEN = "Dit bestand is beschadigd of beveiligd met een wachtwoord. Bewaar het opnieuw, zonder wachtwoord."
SPOILT = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, NotImplementedError, RuntimeError)
TOO_LARGE = "Dit bestand wordt te groot als het wordt uitgepakt. Maak er een PDF van."


def checked(file: BinaryIO, *, main_part: str) -> BinaryIO:
    """Word or Excel."""
    with opened(file) as package:
        names = safe_names(package)
        if main_part not in names or "[Content_Types].xml" not in names:
            raise NotAllowed(OTHERWISE)
        if any(act in f"/{name.lower()}" for name in names for act in ACTS):
            raise NotAllowed(MACRO)
        for name, content in small_enough(package):
            look_inside(name, content)
    file.seek(0)
    return file


def open_document(file: BinaryIO, *, media_type: str) -> BinaryIO:
    with opened(file) as package:
        names = safe_names(package)
        says = beginning(package, names[0])
        if names[0] != "mimetype" or says != media_type.encode() or "content.xml" not in names:
            raise NotAllowed(OTHERWISE)
        if any(name.lower().startswith(ACTS_ODF) for name in names):
            raise NotAllowed(MACRO)
        for name, content in small_enough(package):
            look_inside(name, content)
            if name == "META-INF/manifest.xml" and b"encryption-data" in content:
                raise NotAllowed(BROKEN)
    file.seek(0)
    return file


def beginning(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        return package.open(name).read(100)
    except SPOILT as error:
        raise NotAllowed(BROKEN) from error


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """Only a zip from its first byte on, of which all that is in it is told at its end."""
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotAllowed(BROKEN) from error
    parts = package.infolist()
    if not parts or min(part.header_offset for part in parts) > 0 or any(part.flag_bits & 1 for part in parts):
        raise NotAllowed(BROKEN)
    if len(parts) > MOST_PARTS:
        raise NotAllowed(TOO_LARGE)
    return package


def safe_names(package: zipfile.ZipFile) -> list[str]:
    """None that points outside its folder, and none twice."""
    names = package.namelist()
    is_unsafe = any(name.startswith("/") or ".." in name.split("/") or {"\\", ":"} & set(name) for name in names)
    if is_unsafe or len({name.lower() for name in names}) < len(names):
        raise NotAllowed(BROKEN)
    return names


def small_enough(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Each part with its first megabyte. All of it is unpacked and counted: what a zip says of itself may be a lie."""
    packed, unpacked = max(package.start_dir, 1), 0
    try:
        for part in package.infolist():
            with package.open(part) as source:
                begin = source.read(MB)
                unpacked += len(begin)
                while piece := source.read(MB):
                    unpacked += len(piece)
                    refuse_a_bomb(unpacked, packed)
            refuse_a_bomb(unpacked, packed)
            yield part.filename, begin
    except SPOILT as error:
        raise NotAllowed(BROKEN) from error


def refuse_a_bomb(unpacked: int, packed: int) -> None:
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > packed * MOST_RATIO):
        raise NotAllowed(TOO_LARGE)


def look_inside(name: str, content: bytes) -> None:
    if content.startswith((b"PK\x03\x04", b"MZ", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf")):
        raise NotAllowed(MACRO)
    if name.lower().endswith((".xml", ".rels")):
        read_xml(content, is_whole=name.lower().endswith(".rels") or name == "[Content_Types].xml")


def read_xml(content: bytes, *, is_whole: bool) -> None:
    """Says no to a document type, that could make a bomb of a few letters, and to what is fetched from outside."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.StartElementHandler = refuse_what_comes_from_outside
    try:
        parser.Parse(content if is_whole else content[:4096], is_whole)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: of an encoding that nobody knows
        raise NotAllowed(BROKEN) from error


def refuse_document_type(*_: object) -> None:
    raise NotAllowed(BROKEN)


def refuse_what_comes_from_outside(tag: str, attributes: dict[str, str]) -> None:
    """A link that somebody clicks may; a template, a picture or an object that is fetched by itself may not."""
    if "macroEnabled" in attributes.get("ContentType", ""):
        raise NotAllowed(MACRO)
    is_link = attributes.get("Type", "").endswith("/hyperlink")
    if tag.endswith("Relationship") and attributes.get("TargetMode") == "External" and not is_link:
        raise NotAllowed(OUTSIDE)

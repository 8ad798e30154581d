"""Pictures are written anew from their pixels: no place, camera, thumbnail or hidden piece comes along."""

from tempfile import TemporaryFile
from typing import BinaryIO, Literal

from PIL import Image, ImageOps

from documents.gate.refusals import NotAllowed

MOST_PIXELS = 32_000_000  # 4 bytes each, twice while it is turned upright: less than 300 MB


def rewritten(file: BinaryIO, *, format_: Literal["JPEG", "PNG"]) -> BinaryIO:
    """The size is read from the head of the file, before anything is unpacked."""
    try:
        with Image.open(file, formats=[format_]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAllowed("Deze afbeelding heeft te veel beeldpunten. Maak haar kleiner.")
            ImageOps.exif_transpose(picture, in_place=True)
            return written(picture, format_)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAllowed("Deze afbeelding heeft te veel beeldpunten. Maak haar kleiner.") from None
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, NotAllowed):
            raise
        raise NotAllowed("Deze afbeelding is beschadigd. Bewaar haar opnieuw en probeer het nog eens.") from error


def written(picture: Image.Image, format_: str) -> BinaryIO:
    is_transparent = format_ == "PNG" and picture.has_transparency_data
    mode = "RGBA" if is_transparent else "RGB"
    bare = picture if picture.mode == mode else picture.convert(mode)
    bare.info = {}
    kept = TemporaryFile()  # noqa: SIM115  goes with what is kept
    bare.save(kept, format_, quality=90, compress_level=1)  # each format takes what is its own
    return kept

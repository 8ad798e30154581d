"""Files as people send them, and as somebody sends them who means harm."""

import io
import zipfile
from zlib import crc32

import pikepdf
from PIL import Image, PngImagePlugin

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
PLACE = (4.0, 53.0, 11.0)


def a_zip(parts: dict[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def a_docx(more: dict[str, bytes | str] | None = None, *, types: str = "", relations: str = "") -> bytes:
    return a_zip(
        {
            "[Content_Types].xml": TYPES.format(types),
            "_rels/.rels": RELATIONS.format(relations),
            "word/document.xml": "<w/>",
        }
        | (more or {})
    )


def an_xlsx(more: dict[str, bytes | str] | None = None) -> bytes:
    parts = {"[Content_Types].xml": TYPES.format(""), "_rels/.rels": RELATIONS.format(""), "xl/workbook.xml": "<w/>"}
    return a_zip(parts | (more or {}))


def an_odt(more: dict[str, bytes | str] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in ({"content.xml": "<x/>", "META-INF/manifest.xml": "<m/>"} | (more or {})).items():
            package.writestr(name, content)
    return made.getvalue()


def a_pdf(*, with_javascript: bool = False, attached: bytes = b"", password: str = "", is_packed: bool = True) -> bytes:
    """Packed: its objects stand in compressed streams, as most programs write them."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if with_javascript:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = pdf.make_indirect(action)
    if attached:
        pdf.attachments["bijlage.txt"] = attached
    made = io.BytesIO()
    pdf.save(
        made,
        object_stream_mode=pikepdf.ObjectStreamMode.generate if is_packed else pikepdf.ObjectStreamMode.disable,
        deterministic_id=not password,
        encryption=pikepdf.Encryption(user=password, owner=password) if password else False,
    )
    return made.getvalue()


def a_plain_pdf(inside: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + inside + b" >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def a_jpeg(*, size: tuple[int, int] = (32, 24), comment: bytes = b"", behind: bytes = b"") -> bytes:
    """With the place where it was taken."""
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera van Kevin"
    exif[0x8825] = {1: "N", 2: PLACE, 3: "E", 4: PLACE}
    Image.new("RGB", size, "navy").save(made, "JPEG", exif=exif, comment=comment or b"Havenkade 4")
    return made.getvalue() + behind


def a_png(*, text: str = "", transparent: bool = False) -> bytes:
    made, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Comment", text or "Havenkade 4")
    Image.new("RGBA" if transparent else "RGB", (20, 20), (0, 0, 0, 0) if transparent else "navy").save(
        made, "PNG", pnginfo=info
    )
    return made.getvalue()


def a_huge_png(width: int = 20_000, height: int = 20_000) -> bytes:
    """Says that it is so large; the few bytes behind it do not matter."""
    head = a_png()
    says = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + head[24:29]
    return head[:12] + says + crc32(says).to_bytes(4) + head[33:]

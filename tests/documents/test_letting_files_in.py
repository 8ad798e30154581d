"""The gate: what a file claims, whether it is so, and what hides in it."""

import io
import tracemalloc
import zipfile
import zlib
from random import Random

import pytest
from PIL import Image

from documents.gate import KINDS, NotAllowed, checked
from tests.documents.files import (
    EICAR,
    a_docx,
    a_huge_png,
    a_jpeg,
    a_pdf,
    a_plain_pdf,
    a_png,
    a_zip,
    an_odt,
    an_xlsx,
)

MB = 1024 * 1024
EXTERNAL = '<Relationship Id="a" TargetMode="External" Target="https://evil.example/x" Type="http://x/{}"/>'


def let_in(name: str, content: bytes, *, most_bytes: int = 25 * MB):
    return checked(name, io.BytesIO(content), most_bytes=most_bytes)


def zipped(content: bytes) -> bytes:
    """As it stands in a zip."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


GOOD = {
    "verslag.pdf": a_pdf(),
    "ouder.PDF": a_pdf(is_packed=False),
    "brief.docx": a_docx({"word/media/image1.png": a_png()}),
    "klik.docx": a_docx({"word/_rels/document.xml.rels": EXTERNAL.format("hyperlink").join(["<R>", "</R>"])}),
    "lijst.xlsx": an_xlsx(),
    "brief.odt": an_odt(),
    "foto.jpg": a_jpeg(),
    "foto.jpeg": a_jpeg(),
    "beeld.png": a_png(),
    "notitie.txt": "Gebeld met Kevin, café Ons Huis.\r\n".encode("cp1252"),
}
MEANS_HARM = {
    "een programma.pdf": (a_pdf(with_javascript=True), "Er zit een programma in deze PDF"),
    "ongepakt.pdf": (a_pdf(with_javascript=True, is_packed=False), "Er zit een programma in deze PDF"),
    "anders gespeld.pdf": (a_plain_pdf(b"/OpenAction << /S /J#61vaScript /JS (x) >>"), "Er zit een programma"),
    "start iets.pdf": (a_plain_pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "start een ander programma"),
    "bijlage.pdf": (a_pdf(attached=EICAR), "Er zit een ander bestand in deze PDF"),
    "wachtwoord.pdf": (a_pdf(password="geheim"), "beveiligd met een wachtwoord"),
    "ook een zip.pdf": (a_plain_pdf() + a_zip({"a.js": "x"}) + b"%%EOF", "niet heel"),
    "half.pdf": (a_plain_pdf()[:40], "niet heel"),
    "macro.docx": (a_docx({"word/vbaProject.bin": b"x"}), "macro"),
    "macrotype.docx": (a_docx(types='<Default Extension="x" ContentType="a.macroEnabled.b"/>'), "macro"),
    "insluiting.docx": (a_docx({"word/embeddings/a.bin": b"x"}), "macro"),
    "zip in zip.docx": (a_docx({"word/media/a.png": a_zip({"a": "x"})}), "macro"),
    "programma.docx": (a_docx({"word/media/a.png": b"MZ\x90\0"}), "macro"),
    "sjabloon.docx": (a_docx(relations=EXTERNAL.format("attachedTemplate")), "van een ander adres"),
    "buiten de map.docx": (a_docx({"../../etc/x.xml": "<x/>"}), "beschadigd"),
    "geen inhoud.docx": (a_zip({"[Content_Types].xml": "<T/>", "word/x.xml": "<x/>"}), "past niet bij de naam"),
    "bom van letters.docx": (a_docx({"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "beschadigd"),
    "bom.docx": (a_docx({"word/a.bin": bytes(30 * MB)}), "te groot"),
    "bom.xlsx": (an_xlsx({"xl/a.xml": b"<a>" + b" " * (30 * MB) + b"</a>"}), "te groot"),
    "gescheurd.docx": (a_docx().replace(zipped(b"<w/>"), b"\xff" * len(zipped(b"<w/>"))), "beschadigd"),
    "vreemde letters.docx": (a_docx({"word/a.xml": b'<?xml version="1.0" encoding="klingon"?><a/>'}), "beschadigd"),
    "veel bytes per letter.docx": (a_docx({"word/a.xml": b'<?xml version="1.0" encoding="big5"?><a/>'}), "beschadigd"),
    "gescheurd.odt": (an_odt().replace(b"mimetypeapplication", b"mimetypeapplicatiom"), "beschadigd"),
    "macro.odt": (an_odt({"Basic/Standard/x.xml": "<x/>"}), "macro"),
    "wachtwoord.odt": (an_odt({"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "beschadigd"),
    "enorm.png": (a_huge_png(), "te veel beeldpunten"),
    "groot.png": (a_huge_png(8_000, 8_000), "te veel beeldpunten"),
    "kapot.png": (a_png()[:60], "beschadigd"),
    "programma.txt": (b"MZ\x90\0\3\0\0\0" + bytes(60), "geen tekst"),
    "is een docx.pdf": (a_docx(), "dit is geen PDF"),
    "is een pdf.docx": (a_pdf(), "dit is geen Word-document"),
    "is een xlsx.docx": (an_xlsx(), "past niet bij de naam"),
    "is een zip.docx": (a_zip({"a.txt": "x"}), "past niet bij de naam"),
    "is een odt.ods": (an_odt(), "past niet bij de naam"),
    "is een docx.odt": (a_docx(), "past niet bij de naam"),
    "is een pagina.txt": (b"<html><script>alert(1)</script></html>", "geen tekst"),
    "is een png.jpg": (a_png(), "geen foto"),
    "is tekst.png": (b"Dit is geen plaatje.", "geen afbeelding"),
    "plaatje.svg": (b"<svg><script>alert(1)</script></svg>", "nemen wij niet aan"),
    "pagina.html": (b"<html></html>", "nemen wij niet aan"),
    "archief.zip": (a_zip({"a.txt": EICAR}), "nemen wij niet aan"),
    "programma.exe": (b"MZ", "nemen wij niet aan"),
    "macro.docm": (a_docx(), "nemen wij niet aan"),
    "dubbel.pdf.exe": (a_pdf(), "nemen wij niet aan"),
    "zonder": (a_pdf(), "nemen wij niet aan"),
    "leeg.pdf": (b"", "leeg of groter"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_people_send_gets_in(name: str):
    found = let_in(name, GOOD[name])

    assert found.kind == KINDS[name.rpartition(".")[2].lower()]
    assert found.size == len(found.file.read())


@pytest.mark.parametrize("name", MEANS_HARM)
def test_what_means_harm_stays_out_with_a_sentence(name: str):
    content, sentence = MEANS_HARM[name]

    with pytest.raises(NotAllowed, match=sentence):
        let_in(name, content)


def test_a_file_that_is_too_large_stays_out():
    with pytest.raises(NotAllowed, match="groter dan 1 MB"):
        let_in("notitie.txt", b"a" * (MB + 1), most_bytes=MB)


@pytest.mark.parametrize(("name", "content"), [("foto.jpg", a_jpeg(behind=EICAR)), ("beeld.png", a_png(text="EICAR"))])
def test_of_a_picture_only_the_picture_is_kept(name: str, content: bytes):
    kept = let_in(name, content).file.read()

    with Image.open(io.BytesIO(kept)) as picture:
        picture.load()
        assert not picture.getexif()
        assert not {"exif", "comment", "Comment"} & set(picture.info)
    for hidden in (b"Camera van Kevin", b"Havenkade", b"EICAR", b"Exif"):
        assert hidden not in kept


def test_a_picture_stays_upright_and_see_through():
    turned = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(turned, "JPEG", exif=exif)

    with Image.open(let_in("foto.jpg", turned.getvalue()).file) as upright:
        assert upright.size == (20, 40)
    with Image.open(let_in("beeld.png", a_png(transparent=True)).file) as clear:
        assert clear.getpixel((3, 3))[3] == 0


def test_a_zip_that_lies_about_its_size_is_counted_all_the_same():
    honest = a_docx({"word/a.bin": bytes(30 * MB)})
    size = (30 * MB).to_bytes(4, "little")
    lying = honest.replace(size, (100).to_bytes(4, "little"))

    with pytest.raises(NotAllowed):
        let_in("bom.docx", lying)


def test_a_bomb_takes_little_memory():
    bomb = a_docx({"word/a.bin": bytes(60 * MB)})
    tracemalloc.start()
    with pytest.raises(NotAllowed, match="te groot"):
        let_in("bom.docx", bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 10 * MB


def test_a_pdf_that_packs_too_much_stays_out(monkeypatch):
    monkeypatch.setattr("documents.gate.pdf.MOST_UNPACKED", 1000)
    packed = zlib.compress(b"1 0 2 30 " + b" " * 2000)
    content = b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\n%%EOF"

    with pytest.raises(NotAllowed, match="te groot"):
        let_in("bom.pdf", content)


@pytest.mark.parametrize(
    "packed",
    [
        b"/Filter /LZWDecode",
        b"/Filter [/ASCIIHexDecode /FlateDecode]",
        b"/#46ilter [/ASCIIHexDecode /Fl#61teDecode]",
    ],
)
def test_objects_packed_in_a_way_we_do_not_read_stay_out(packed: bytes):
    content = b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm " + packed + b" >>\nstream\nabc\nendstream\n%%EOF"

    with pytest.raises(NotAllowed, match="niet nakijken"):
        let_in("vreemd.pdf", content)


def test_a_long_stream_of_objects_is_read_to_its_end():
    packed = zlib.compress(b"1 0 2 30 " + Random(1).randbytes(20_000).hex().encode() + b" /JavaScript ")
    content = b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\n%%EOF"

    with pytest.raises(NotAllowed, match="een programma"):
        let_in("lang.pdf", content)


def test_what_a_picture_in_a_pdf_says_by_accident_is_no_reason():
    picture = zlib.compress(b"\x89abc /JavaScript " * 3)
    content = b"%PDF-1.7\n1 0 obj\n<< /Subtype /Image >>\nstream\n" + picture + b"\nendstream\nendobj\n%%EOF"

    assert let_in("foto.pdf", content)


def test_every_kind_is_tried_here():
    assert {name.rpartition(".")[2].lower() for name in GOOD} == set(KINDS) - {"ods"}
    assert zipfile.is_zipfile(io.BytesIO(GOOD["brief.odt"]))

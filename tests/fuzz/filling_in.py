"""Forms filled in wrongly: mostly right, with a few fields as no browser and no person would."""

import random

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.fuzz.forms import Form

type Typed = dict[str, list[object]]

ODD = [
    *("", " ", "\t\r\n", "\x00", "a\x00b", "\x1b[31m", "\ufeff", "\u202eomgekeerd", "\ud7ff\ue000", "👩‍👩‍👧" * 40),
    *(
        "x" * 10_000,
        "0" * 300,
        "-1",
        "0",
        "1.5",
        "1e309",
        "NaN",
        "Infinity",
        "9" * 19,
        str(2**31),
        str(2**63),
        "-" * 40,
    ),
    *("00-00-0000", "01-01-0000", "31-12-9999", "29-02-2025", "32-13-2026", "2026-11-23", "1-1-1", "23-11-26"),
    *("٢٣-١١-٢٠٢٦", "23-11-2026 25:61", "T", "null", "None", "[]", "{}", "true", "on"),
    *("'; DROP TABLE cases_case; --", "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n%d", "../../etc/passwd"),
    *("=1+1", "@SUM(A1)", "http://127.0.0.1/", "javascript:alert(1)", "a@b", "a@b\r\nBcc: c@d.nl"),
    *("1", "2", "3", "7", "999999", "01935f9e-5f64-7c52-8a3e-2f1d6c7b8a90", "1,2", "²", "Ⅷ", "１２"),
]
STRANGE_KEYS = [
    *("add-row", "form-TOTAL_FORMS", "form-INITIAL_FORMS", "kies-name", "mijn-name", "hun-name", "version", "id"),
    *("case", "case_id", "organisation", "by", "pk", "stage", "is_superuser", "x" * 500, "", "\x00"),
]


def filled_in(form: Form, draw: random.Random) -> Typed:
    """As somebody might who wants the form to be accepted."""
    typed: Typed = {name: list(field.filled_in(draw)) for name, field in form.fields.items()}
    for of_the_page in ("csrfmiddlewaretoken", "typed_by"):
        typed.pop(of_the_page, None)
    return typed


def typed_wrongly(form: Form, ids: list[str], draw: random.Random) -> Typed:
    """From what would do to what never can: one to three fields are changed, left out, doubled or made up."""
    typed = filled_in(form, draw)
    buttons = [name for name, field in form.fields.items() if field.kind == "button"]
    for name in buttons:
        if draw.random() < 0.7:
            typed.pop(name, None)
    for _ in range(draw.choice([0, 1, 1, 1, 2, 3])):
        spoil(typed, form, ids, draw)
    return typed


def spoil(typed: Typed, form: Form, ids: list[str], draw: random.Random) -> None:
    name = draw.choice(list(typed) or ["text"])
    deed = draw.choice(["odd", "odd", "odd", "leave out", "double", "other row", "strange key", "file"])
    if deed == "odd":
        typed[name] = [draw.choice(ODD)]
    elif deed == "leave out":
        typed.pop(name, None)
    elif deed == "double":
        typed[name] = [*typed.get(name, []), draw.choice(ODD), draw.choice(ODD)]
    elif deed == "other row":
        typed[name] = [draw.choice(ids)]
    elif deed == "strange key":
        typed[draw.choice(STRANGE_KEYS)] = [draw.choice(ODD)]
    else:
        is_file = name in form.fields and form.fields[name].kind == "file"
        typed[name] = [a_file(draw)] if is_file or draw.random() < 0.3 else [draw.choice(ODD)]


def a_file(draw: random.Random) -> SimpleUploadedFile:
    content = draw.choice([b"", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"MZ", b"<svg/>", bytes(20_000)])
    name = draw.choice(["brief.pdf", "foto.png", "../../x.pdf", "a\x00.pdf", "x" * 300 + ".pdf", "leeg", "con.docx"])
    return SimpleUploadedFile(name, content, content_type=draw.choice(["application/pdf", "text/html", "x"]))

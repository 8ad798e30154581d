"""`./run check` stops at a file, a function or a template that grew beyond what one person holds in the head."""

from familienetwerk.development.lengths import FILE, FUNCTION, TEMPLATE, too_long

LINE = "    print()\n"


def written(root, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def test_a_file_a_function_and_a_template_over_the_limit_are_named(tmp_path):
    written(tmp_path, "cases/file.py", "X = 1\n" * (FILE + 1))
    written(tmp_path, "cases/function.py", "async def f():\n" + LINE * (FUNCTION + 1))
    written(tmp_path, "tests/test_file.py", "X = 1\n" * (FILE + 1))
    written(tmp_path, "templates/cases/page.html", "<p></p>\n" * (TEMPLATE + 1))

    assert list(too_long(tmp_path)) == [
        "cases/file.py: 301 lines, at most 300",
        "cases/function.py:1: f is 31 lines, at most 30",
        "tests/test_file.py: 301 lines, at most 300",
        "templates/cases/page.html: 121 lines, at most 120",
    ]


def test_just_long_enough_is_not_too_long_and_a_signature_does_not_count(tmp_path):
    signature = "def f(\n" + "".join(f"    a{n}=0,\n" for n in range(9)) + '):\n    """Why."""\n'
    written(tmp_path, "cases/file.py", "X = 1\n" * FILE)
    written(tmp_path, "cases/function.py", signature + LINE * FUNCTION)
    written(tmp_path, "tests/test_function.py", "def f():\n" + LINE * (FUNCTION + 1))
    written(tmp_path, "cases/migrations/0001_first.py", "X = 1\n" * (FILE + 1))
    written(tmp_path, "templates/cases/page.html", "<p></p>\n" * TEMPLATE)

    assert list(too_long(tmp_path)) == []

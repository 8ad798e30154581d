"""Every form of the app, by walking its modules: for tests that hold of all of them."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator

from django import forms

APPS = ("cases", "documents", "domains", "interventions", "familienetwerk")


def every_form() -> list[type[forms.BaseForm]]:
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if "forms" in module.name:
                importlib.import_module(module.name)
    found = {form for form in below(forms.BaseForm) if form.__module__.split(".")[0] in APPS}
    return sorted(found, key=name_of)


def below(form: type) -> Iterator[type]:
    for child in form.__subclasses__():
        yield child
        yield from below(child)


def name_of(form: type) -> str:
    return f"{form.__module__}.{form.__qualname__}"


def asked_after_all(form: type[forms.BaseForm]) -> set[str]:
    """Fields whose own code says `if … not fields.get("x"): add_error("x", …)`."""
    own = [method for _, method in inspect.getmembers(form, inspect.isfunction) if method.__module__ == form.__module__]
    tests = [node for method in own for node in ast.walk(tree_of(method)) if isinstance(node, ast.If)]
    return {name for node in tests for name in added_errors(node) & missing_in(node.test)}


def tree_of(method: object) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(method)))  # type: ignore[arg-type]


def added_errors(node: ast.If) -> set[str]:
    calls = [call for part in node.body for call in ast.walk(part) if isinstance(call, ast.Call)]
    calls = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "add_error"]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}  # type: ignore[misc]


def missing_in(test: ast.expr) -> set[str]:
    negated = [
        node.operand for node in ast.walk(test) if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    ]
    return {
        node.value
        for operand in negated
        for node in ast.walk(operand)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

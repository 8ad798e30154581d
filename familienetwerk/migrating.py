"""Migrating in seconds: Django keeps a picture of all models, and what a migration adds is drawn into it.

Django itself draws a model anew with every model that is related to it through any number of others. Here everything
is related to a case, so that would be all of them, two hundred times over.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState


def draw_model(state: ProjectState, model: ModelState, *_: object) -> None:
    """Alone: nothing points at it yet."""
    state.apps.render_multiple([model])


def draw_field(state: ProjectState, app: str, model: str, name: str, *_: object) -> None:
    with state.apps.bulk_update():
        state.models[app, model].fields[name].clone().contribute_to_class(state.apps.get_model(app, model), name)


def draw_option(state: ProjectState, app: str, model: str, option: str, *_: object) -> None:
    """A constraint or an index."""
    setattr(state.apps.get_model(app, model)._meta, option, list(state.models[app, model].options[option]))


DRAWN: dict[str, Callable[..., None]] = {
    "add_model": draw_model,
    "add_field": draw_field,
    "_append_option": draw_option,
    "_remove_option": draw_option,
    "_alter_option": draw_option,
}


@contextmanager
def drawing_what_is_added() -> Iterator[None]:
    """On the way forwards only: on the way back Django needs a picture of every moment."""
    plain = {name: getattr(ProjectState, name) for name in DRAWN}
    for name, draw in DRAWN.items():
        setattr(ProjectState, name, drawn(plain[name], draw))
    try:
        yield
    finally:
        for name, change in plain.items():
            setattr(ProjectState, name, change)


def drawn(change: Callable[..., None], draw: Callable[..., None]) -> Callable[..., None]:
    """The change as Django makes it, but drawn by `draw`; a migration that asks for rows gets a picture of its own."""

    def changed(state: ProjectState, *what: Any) -> None:
        picture = state.__dict__.pop("apps", None)  # without one Django draws nothing
        change(state, *what)
        if picture is not None:
            state.apps, state.is_delayed = picture, True
            draw(state, *what)

    return changed

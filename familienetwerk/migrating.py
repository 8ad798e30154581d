"""Migrating in seconds: Django keeps a picture of all models, and what a migration changes is drawn into it.

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


def draw_changed_field(state: ProjectState, app: str, model: str, name: str, field: Any, *_: object) -> None:
    """What others point at, or what points at others, is drawn as Django does it."""
    if points_or_is_pointed_at(field) or points_or_is_pointed_at(
        state.apps.get_model(app, model)._meta.get_field(name)
    ):
        state.reload_model(app, model)
    else:
        draw_anew(state, app, model)


def points_or_is_pointed_at(field: Any) -> bool:
    return bool(field.is_relation or field.unique)


def draw_anew(state: ProjectState, app: str, model: str, *_: object) -> None:
    """This model alone: the others stay, and point at it as it is now."""
    before = state.apps.get_model(app, model)
    with state.apps.bulk_update():
        state.apps.unregister_model(app, model)
    state.apps.render_multiple([state.models[app, model]])
    with state.apps.bulk_update():
        for other in state.apps.get_models(include_auto_created=True):
            for field in (*other._meta.local_fields, *other._meta.local_many_to_many):
                if field.remote_field and field.remote_field.model is before:
                    field.remote_field.model = state.apps.get_model(app, model)
                    field.__dict__.pop("related_model", None)  # Django keeps what it once looked up


DRAWN: dict[str, Callable[..., None]] = {
    "add_model": draw_model,
    "add_field": draw_field,
    "alter_field": draw_changed_field,
    "remove_field": draw_anew,
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

"""Placeholder until the real file is written (overwrite me)."""

from django.http import HttpResponse


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def view(request, **kw):
        return HttpResponse("later")

    view.access_policy = "case"
    return view

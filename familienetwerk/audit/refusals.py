"""Refusals of which the log already has its line, so that the page that says no does not write a second one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404


class LoggedRefusal(PermissionDenied):
    """403, with its line."""


class LoggedAbsence(Http404):
    """404, with its line: somebody asked for what is not there for them."""

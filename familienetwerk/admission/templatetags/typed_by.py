"""Django's `csrf_token`, and beside it whose page this was: what is typed comes back to nobody else."""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from familienetwerk.accounts.models import User
from familienetwerk.accounts.sent_once import TYPED_BY
from familienetwerk.admission import unsent

register = template.Library()
FIELD = '<input type="hidden" name="{}" value="{}">'


class FormsOfAPage(CsrfTokenNode):
    """Sealed once a page, however many forms stand on it."""

    def render(self, context: template.Context) -> str:
        request = context.get("request")
        user = getattr(request, "user", None)
        if not isinstance(user, User):
            return super().render(context)
        if not hasattr(request, "typed_by"):
            request.typed_by = format_html(FIELD, TYPED_BY, unsent.seal_of(user))  # type: ignore[union-attr]
        return super().render(context) + request.typed_by  # type: ignore[union-attr,no-any-return]


@register.tag
def csrf_token(parser: Any, token: Any) -> template.Node:
    return FormsOfAPage()

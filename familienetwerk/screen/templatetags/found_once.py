"""Django's `static` and `url`. An address with nothing of a page in it is found once, not twenty times a page."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression
from django.template.defaulttags import url as find_url
from django.templatetags.static import do_static
from django.urls import get_urlconf

register = template.Library()


class FoundOnce(template.Node):
    """Once for each site map: a test may have another."""

    child_nodelists = ()

    def __init__(self, finding: template.Node) -> None:
        self.finding = finding
        self.found: dict[str, str] = {}

    def render(self, context: template.Context) -> str:
        site_map = get_urlconf() or settings.ROOT_URLCONF
        if site_map not in self.found:
            self.found[site_map] = self.finding.render(context)
        return self.found[site_map]


@register.tag
def static(parser: Any, token: Any) -> template.Node:
    finding = do_static(parser, token)
    return FoundOnce(finding) if finding.varname is None and is_fixed(finding.path) else finding


@register.tag
def url(parser: Any, token: Any) -> template.Node:
    finding = find_url(parser, token)
    is_of_a_page = finding.args or finding.kwargs or finding.asvar or not is_fixed(finding.view_name)
    return finding if is_of_a_page else FoundOnce(finding)


def is_fixed(word: FilterExpression) -> bool:
    return not (word.is_var or word.filters)

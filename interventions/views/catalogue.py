"""The catalogue of interventions: search it, read a card, and bring a choice back to the form that asked for it."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode, urlsplit

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from familienetwerk.accounts.access import any_professional
from familienetwerk.accounts.http import UserRequest
from interventions.forms.catalogue import CatalogueFilter
from interventions.models import CombinationRule, InterventionType

CARDS_ON_A_PAGE = 25


@dataclass(frozen=True)
class Choosing:
    """The page of ours that waits for a choice: the catalogue links back to it with ?soort=key."""

    back: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Only a path of this site; anything else is as if nobody asked."""
        path = query.get("terug", "")
        is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        return cls(path if is_ours else "")

    @property
    def link(self) -> str:
        """The address to which the key of the choice is added."""
        joint = "&" if urlsplit(self.back).query else "?"
        return f"{self.back}{joint}soort=" if self.back else ""

    @property
    def query(self) -> str:
        """What keeps the page in mind while somebody looks around in the catalogue."""
        return "?" + urlencode({"terug": self.back}) if self.back else ""


@require_GET
@any_professional
@vary_on_headers("HX-Request")
def catalogue(request: UserRequest) -> HttpResponse:
    cards = InterventionType.objects.current()
    narrowed = CatalogueFilter(request.GET, queryset=cards.in_order().for_list())
    choosing = Choosing.from_query(request.GET)
    context = {
        "filter": narrowed,
        "page": Paginator(narrowed.qs, CARDS_ON_A_PAGE).get_page(request.GET.get("pagina")),
        "total": cards.count(),
        "choosing": choosing,
        "without_filters": reverse("interventions:catalogue") + choosing.query,
    }
    part = "#results" if request.htmx else ""
    return render(request, f"interventions/catalogue.html{part}", context)


@require_GET
@any_professional
def card(request: UserRequest, key: str) -> HttpResponse:
    """Also of what was archived: cases still point at it."""
    type_ = get_object_or_404(InterventionType.objects.with_card(), key=key)
    choosing = Choosing.from_query(request.GET)
    catalogue_path = reverse("interventions:catalogue") + choosing.query
    context = {
        "type": type_,
        "lines": type_.lines_by_heading(),
        "rules": CombinationRule.objects.about(type_.pk).in_order(),
        "choosing": choosing,
        "crumbs": [("Interventies", catalogue_path), (type_.name, "")],
    }
    return render(request, "interventions/card.html", context)

"""What a template names by itself is found once; what a page fills in is found for that page."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Template
from django.test import override_settings
from django.urls import path, reverse

urlpatterns = [path("elders/hulp/", lambda request: None, name="help")]  # another site map


def drawn(template: Template, **filled_in: object) -> str:
    return template.render(Context(filled_in))


def test_what_is_fixed_is_found_once(monkeypatch: pytest.MonkeyPatch):
    template = Template("{% url 'help' %} {% static 'app.css' %}")
    before = drawn(template)
    for place in ("django.urls.reverse", "django.contrib.staticfiles.storage.staticfiles_storage.url"):
        monkeypatch.setattr(place, lambda *_, **__: pytest.fail("Asked again"))

    assert drawn(template) == before == "/hulp/ /static/app.css"


def test_what_a_page_fills_in_is_found_each_time():
    template = Template(
        "{% url 'cases:detail' number %} {% url name %} {% static file %} {% url name as there %}{{ there }}"
    )

    for number, name, file in ((1, "help", "app.css"), (2, "privacy", "app.js")):
        page = drawn(template, number=number, name=name, file=file)

        named = reverse(name)
        assert page == f"{reverse('cases:detail', args=[number])} {named} {staticfiles_storage.url(file)} {named}"


def test_another_site_map_has_its_own():
    template = Template("{% url 'help' %}")
    here = drawn(template)

    with override_settings(ROOT_URLCONF=__name__):
        assert drawn(template) == "/elders/hulp/" != here
    assert drawn(template) == here

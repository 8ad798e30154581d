"""The screen app: no tables, only what pages are made of."""

from django.apps import AppConfig


class ScreenConfig(AppConfig):
    name = "familienetwerk.screen"

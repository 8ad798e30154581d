from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Invented families for the demonstration and the journeys (FR-185)."""

    name = "familienetwerk.demo"
    label = "demo"

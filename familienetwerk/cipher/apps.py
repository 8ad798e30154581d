from django.apps import AppConfig


class CipherConfig(AppConfig):
    name = "familienetwerk.cipher"
    verbose_name = "versleuteling"

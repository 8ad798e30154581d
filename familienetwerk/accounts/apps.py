from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "familienetwerk.accounts"
    label = "accounts"
    verbose_name = "Organisaties en accounts"

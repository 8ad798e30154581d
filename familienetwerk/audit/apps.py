from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "familienetwerk.audit"
    label = "audit"
    verbose_name = "Logboek"

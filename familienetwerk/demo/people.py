"""The invented professionals of Rivierstede. Everybody's password is `demo`."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from familienetwerk.accounts.actions import add_user
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.accounts.roles import Role

PASSWORD = "demo"  # noqa: S105 (invented people, in demo mode only)
NEWEST = "bo"  # invited, and did not log in yet


@dataclass(frozen=True)
class Professional:
    key: str  # the first part of the e-mail address
    name: str
    organisation: str
    job_title: str
    roles: tuple[Role, ...]


SOCIAL, SAFETY, PARTNER = (Role.SOCIAL_PROFESSIONAL,), (Role.SAFETY_PROFESSIONAL,), (Role.PARTNER,)

# Whom the page to log in offers; every one sees the work from another side.
DEMO_ACCOUNTS = [
    Professional(
        "anna",
        "Anna Lievegoed",
        "municipality",
        "Procesregisseur familieaanpak",
        (Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR),
    ),
    Professional("sanne", "Sanne Kuiperij", "team_north", "Maatschappelijk werker", SOCIAL),
    Professional("bram", "Bram Zandstraat", "police", "Wijkagent Noord", SAFETY),
    Professional("mila", "Mila Overwater", "municipality", "Programmamanager familieaanpak", (Role.MANAGER,)),
    Professional("paul", "Paul Sterrenberg", "municipality", "Privacy officer", (Role.PRIVACY_OFFICER,)),
    Professional("fatima", "Fatima el Waarden", "municipality", "Functioneel beheerder", (Role.FUNCTIONAL_ADMIN,)),
    Professional("olga", "Olga Hazewind", "team_north", "Maatschappelijk werker", SOCIAL),
]
COLLEAGUES = [
    Professional(
        "ruben",
        "Ruben Twijnstra",
        "safety_house",
        "Procesregisseur",
        (Role.PROCESS_COORDINATOR, Role.CASE_COORDINATOR),
    ),
    Professional("lotte", "Lotte Regenboog", "team_south", "Gezinscoach", (Role.CASE_COORDINATOR, *SOCIAL)),
    Professional("dewi", "Dewi Maneschijn", "team_north", "Gezinscoach", SOCIAL),
    Professional("joris", "Joris Wolkenveld", "police", "Wijkagent Zuid", SAFETY),
    Professional("tess", "Tess Brandaris", "enforcement", "Toezichthouder", SAFETY),
    Professional("carla", "Carla Ooms", "youth_protection", "Jeugdbeschermer", SOCIAL),
    Professional("hugo", "Hugo Dageraad", "attendance", "Leerplichtambtenaar", SOCIAL),
    Professional("nadia", "Nadia Zilverling", "income", "Klantmanager", SOCIAL),
    Professional("pim", "Pim Kastelein", "debts", "Schuldhulpverlener", SOCIAL),
    Professional("esther", "Esther Valkenburgh", "veilig_thuis", "Medewerker Veilig Thuis", SOCIAL),
    Professional("koen", "Koen Rozendal", "probation", "Toezichthouder reclassering", PARTNER),
    Professional("marit", "Marit Oosterwind", "prosecution", "Parketsecretaris", PARTNER),
    Professional("wim", "Wim Terlouwen", "housing", "Woonconsulent", PARTNER),
    Professional("yara", "Yara Lindenhout", "school", "Zorgcoördinator", PARTNER),
    Professional("stijn", "Stijn Morgenster", "mental_health", "Behandelaar", PARTNER),
    Professional("bo", "Bo Avondrood", "community", "Jongerenwerker", PARTNER),
]


def hire(organisations: dict[str, Organisation]) -> dict[str, User]:
    """Each under the key; the demo accounts first, and hashed once, since one hash takes as long as a family."""
    people = {
        professional.key: add_user(
            email=f"{professional.key}@{place}.example",
            name=professional.name,
            organisation=organisations[professional.organisation],
            roles=list(professional.roles),
            job_title=professional.job_title,
        )
        for place, professionals in (("demo", DEMO_ACCOUNTS), ("rivierstede", COLLEAGUES))
        for professional in professionals
    }
    now = timezone.now()
    User.objects.update(password=make_password(PASSWORD))
    everybody_but_the_newest = User.objects.exclude(pk=people[NEWEST].pk)
    everybody_but_the_newest.update(invited_at=now - timedelta(days=600), last_login=now - timedelta(days=1))
    return people

"""Municipalities, and the organisations that work together in them."""

from django.db import models

from familienetwerk.db import filled, one_of


class PolicyDomain(models.TextChoices):
    """Who looks: the policy domain an organisation belongs to (domain reference, table 1.5)."""

    SAFETY = "SAFETY", "Veiligheid"
    SOCIAL = "SOCIAL", "Sociaal"
    JUSTICE = "JUSTICE", "Justitie"
    HOUSING = "HOUSING", "Wonen"
    EDUCATION = "EDUCATION", "Onderwijs"
    CARE = "CARE", "Zorg"
    OTHER = "OTHER", "Overig"


class OrganisationKind(models.TextChoices):
    """What sort of organisation it is (domain reference, table 1.5)."""

    MUNICIPALITY = "MUNICIPALITY", "Gemeente, bestuur en bedrijfsvoering"
    MUNICIPALITY_SAFETY = "MUNICIPALITY_SAFETY", "Gemeente, openbare orde en veiligheid"
    POLICE = "POLICE", "Politie"
    RIEC = "RIEC", "RIEC"
    CARE_SAFETY_HOUSE = "CARE_SAFETY_HOUSE", "Zorg- en Veiligheidshuis"
    ENFORCEMENT = "ENFORCEMENT", "Toezicht en handhaving"
    PUBLIC_PROSECUTION = "PUBLIC_PROSECUTION", "Openbaar Ministerie"
    PROBATION = "PROBATION", "Reclassering"
    PRISON_SERVICE = "PRISON_SERVICE", "Dienst Justitiële Inrichtingen"
    CHILD_PROTECTION_BOARD = "CHILD_PROTECTION_BOARD", "Raad voor de Kinderbescherming"
    HALT = "HALT", "Halt"
    VICTIM_SUPPORT = "VICTIM_SUPPORT", "Slachtofferhulp"
    CERTIFIED_INSTITUTION = "CERTIFIED_INSTITUTION", "Gecertificeerde instelling"
    YOUTH_CARE = "YOUTH_CARE", "Jeugdhulpaanbieder"
    YOUTH_HEALTH = "YOUTH_HEALTH", "Jeugdgezondheidszorg"
    VEILIG_THUIS = "VEILIG_THUIS", "Veilig Thuis"
    SOCIAL_TEAM = "SOCIAL_TEAM", "Sociaal wijkteam"
    WORK_INCOME = "WORK_INCOME", "Werk en Inkomen"
    DEBT_SERVICES = "DEBT_SERVICES", "Schuldhulpverlening"
    SCHOOL_ATTENDANCE = "SCHOOL_ATTENDANCE", "Leerplicht"
    SCHOOL = "SCHOOL", "School"
    WMO = "WMO", "Wmo"
    HOUSING_ASSOCIATION = "HOUSING_ASSOCIATION", "Woningcorporatie"
    MENTAL_HEALTH = "MENTAL_HEALTH", "GGZ"
    ADDICTION_CARE = "ADDICTION_CARE", "Verslavingszorg"
    PUBLIC_HEALTH = "PUBLIC_HEALTH", "GGD"
    MEDICAL = "MEDICAL", "Huisarts of ziekenhuis"
    DISABILITY_SUPPORT = "DISABILITY_SUPPORT", "LVB-zorg"
    OTHER = "OTHER", "Anders"


# Of the municipality itself: from here alone a privacy officer oversees it. The view accounts_officer says the same.
OF_THE_MUNICIPALITY = {OrganisationKind.MUNICIPALITY, OrganisationKind.MUNICIPALITY_SAFETY}


class Municipality(models.Model):
    """A municipality that directs cases with this installation."""

    name = models.CharField("naam", max_length=100, unique=True)

    class Meta:
        constraints = [filled("name")]
        verbose_name = "gemeente"

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def active(self) -> "OrganisationQuerySet":
        return self.filter(is_active=True)

    def serving(self, municipality: Municipality | int | None) -> "OrganisationQuerySet":
        """Those of this municipality and those that work in every municipality."""
        return self.filter(models.Q(municipality=municipality) | models.Q(municipality=None))

    def with_number_of_users(self) -> "OrganisationQuerySet":
        """Each with `user_count`: how many active accounts it has."""
        return self.annotate(user_count=models.Count("users", filter=models.Q(users__is_active=True)))

    def by_table_order(self) -> "OrganisationQuerySet":
        """Safety first, then social, then the others: the fixed order of the table."""
        order = models.Case(
            *(models.When(policy_domain=domain, then=number) for number, domain in enumerate(PolicyDomain.values)),
            output_field=models.SmallIntegerField(),
        )
        return self.order_by(order, "name", "pk")


class Organisation(models.Model):
    """A partner that looks at families from one policy domain: a team of the municipality, the police, a school."""

    name = models.CharField("naam", max_length=120, unique=True)
    kind = models.CharField("soort", max_length=30, choices=OrganisationKind)
    policy_domain = models.CharField("domein", max_length=10, choices=PolicyDomain)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="gemeente",
        help_text="Leeg: werkt in elke gemeente.",
    )
    is_asked_at_intake = models.BooleanField(
        "standaard gevraagd bij een intake", default=False, help_text="Staat bij elke nieuwe intake al in de lijst."
    )
    is_active = models.BooleanField("actief", default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", OrganisationKind),
            one_of("policy_domain", PolicyDomain),
            filled("name"),
        ]
        verbose_name = "organisatie"

    def __str__(self) -> str:
        return self.name

    @property
    def is_the_municipality(self) -> bool:
        """Part of the municipality itself, and no partner of it."""
        return self.municipality_id is not None and self.kind in OF_THE_MUNICIPALITY

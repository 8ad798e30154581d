"""A document of a case: that it is there, and apart from that what it is called and what is in it."""

from typing import Self

from django.db import models
from django.db.models import Expression, ExpressionWrapper, F, Q

from cases.models import Case, Item, ItemQuerySet, Member, Reader, is_about_hidden_member, item_constraints
from documents import rules, scanner
from documents.gate import KINDS, Kind
from familienetwerk.accounts.models import User
from familienetwerk.cipher.fields import LockedField
from familienetwerk.cipher.values import Place, lock, unlock
from familienetwerk.db import both_or_neither, filled, one_of


class Category(models.TextChoices):
    """What it is for who looks for it."""

    REPORT = "REPORT", "Verslag"
    LETTER = "LETTER", "Brief"
    DECISION = "DECISION", "Besluit of beschikking"
    FORM = "FORM", "Formulier"
    PICTURE = "PICTURE", "Foto"
    OTHER = "OTHER", "Anders"


class Scan(models.TextChoices):
    WAITING = "WAITING", "nog niet gescand"
    CLEAN = "CLEAN", "gescand, geen virus"
    INFECTED = "INFECTED", "virus gevonden, weggegooid"


class DocumentQuerySet(ItemQuerySet["Document"]):
    def about_hidden(self, reader: Reader) -> Q:
        return is_about_hidden_member(reader, through="content__")

    def text(self) -> Expression:
        return ExpressionWrapper(F("content__title"), output_field=models.TextField())

    def for_reader(self, case: Case, user: User) -> Self:
        """All that this user may know of, newest first; `content` only where it may be read."""
        found = self.filter(case=case).seen_by(user).select_related("organisation", "content__member", "withdrawn_by")
        return found.order_by("-created_at", "-pk")


class Document(Item):
    """That an organisation added a document, and when. Withdrawn when it should not have been; never deleted."""

    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ingetrokken door"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            *item_constraints(),
            both_or_neither(
                "document_is_withdrawn_by_somebody",
                "withdrawn_at",
                "withdrawn_by",
                message="Zet bij intrekken wie en wanneer.",
            ),
        ]
        indexes = [models.Index(fields=["case", "-created_at"], name="document_by_case")]
        verbose_name = "document"

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class DocumentContentQuerySet(models.QuerySet["DocumentContent"]):
    def waiting(self) -> Self:
        return self.filter(scan=Scan.WAITING)


class DocumentContent(models.Model):
    """What it is called, whom it is about, and where its locked bytes are: only for who may read it."""

    document = models.OneToOneField(Document, models.PROTECT, primary_key=True, related_name="content")
    title = models.CharField("titel", max_length=120)
    category = models.CharField("soort", max_length=10, choices=Category)
    description = models.TextField("omschrijving", blank=True, max_length=1000)
    dated_on = models.DateField("datum van het document")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="over wie")
    withdrawn_reason = models.TextField("waarom ingetrokken", blank=True)
    file_name = models.CharField("naam waarmee het kwam", max_length=255)
    extension = models.CharField(max_length=5)
    size = models.PositiveBigIntegerField("grootte")
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=40, unique=True)
    file_key = LockedField("sleutel van het bestand", max_length=200)
    scan = models.CharField("scan", max_length=10, choices=Scan, default=Scan.WAITING)
    scanned_at = models.DateTimeField("gescand op", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentContentQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("category", Category),
            one_of("scan", Scan),
            filled("title"),
            models.CheckConstraint(
                name="document_scan_has_a_moment",
                condition=Q(scan=Scan.WAITING, scanned_at=None) | (~Q(scan=Scan.WAITING) & Q(scanned_at__isnull=False)),
                violation_error_message="Een scan heeft een moment.",
            ),
        ]
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"

    def __str__(self) -> str:
        return f"bestand {self.pk}"

    @property
    def place_of_key(self) -> Place:
        return Place.of(self, "file_key")

    def hold_key(self, key: bytes) -> None:
        self.file_key = lock(key, self.place_of_key)

    @property
    def key(self) -> bytes:
        return unlock(bytes(self.file_key), self.place_of_key)

    @property
    def kind(self) -> Kind:
        return KINDS[self.extension]

    @property
    def asks_confirmation(self) -> bool:
        """Nobody ever scanned it, since there is no scanner."""
        return self.scan == Scan.WAITING and not scanner.is_configured()

    @property
    def obstacle_to_fetching(self) -> str:
        return rules.obstacle_to_fetching(
            is_withdrawn=self.document.is_withdrawn, scan=self.scan, has_scanner=scanner.is_configured()
        )

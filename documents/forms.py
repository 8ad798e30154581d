"""Forms about documents: what one says of a file, and for whom it is."""

from typing import Any

from django import forms
from django.conf import settings

from cases.audience import Offer
from cases.forms.family import members_of
from cases.forms.for_whom import ASKED, ForWhom, first_values
from cases.models import Case, Member
from documents.gate import IN_WORDS, KINDS, kind_of
from documents.models import Category, DocumentContent
from familienetwerk.accounts.models import Organisation
from familienetwerk.screen.dates import PastDateField


class AboutDocument(forms.Form):
    """What it is, so that a colleague finds it without opening it."""

    title = forms.CharField(label="Titel", max_length=120, help_text="Bijvoorbeeld: gespreksverslag 12 november.")
    category = forms.ChoiceField(label="Soort", choices=[("", "Kies een soort"), *Category.choices])
    dated_on = PastDateField(label="Datum van het document")
    member = forms.ModelChoiceField(
        Member.objects.none(), label="Over wie gaat het?", required=False, empty_label="Niet over één persoon"
    )
    description = forms.CharField(
        label="Omschrijving", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, *, case: Case, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["member"].queryset = members_of(case)  # type: ignore[attr-defined]


class AddDocument(ForWhom, AboutDocument):
    """The file, what it is, under which law it came about, and who reads it."""

    file = forms.FileField(
        label="Bestand",
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{extension}" for extension in KINDS)}),
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
            "max_length": "De naam van dit bestand is te lang. Geef het een kortere naam.",
        },
    )
    field_order = ["file", "title", "category", "dated_on", "member", "description"]

    def __init__(
        self, data: Any, files: Any, *, case: Case, offer: Offer, organisation: Organisation, is_too_large: bool
    ) -> None:
        super().__init__(data, case=case, files=files, initial=first_values(organisation))
        self.set_offer(offer)
        most_mb = settings.DOCUMENT_MAX_BYTES // 1024 // 1024
        self.fields["file"].help_text = f"Hoogstens {most_mb} MB: {IN_WORDS}. Na een fout kiest u het bestand opnieuw."
        if is_too_large:  # it was left unread, so that here there is none
            sentence = f"Dit bestand is groter dan {most_mb} MB. Maak het kleiner of deel het op."
            self.fields["file"].error_messages["required"] = sentence

    def clean(self) -> dict[str, Any]:
        """Of the wrong kind: said together with what else is wrong. What is in it is looked at when it is kept."""
        fields = super().clean() or {}
        if upload := fields.get("file"):
            kind_of(upload.name)
        return fields

    @property
    def about(self) -> dict[str, Any]:
        """What the action needs, besides the file."""
        fields = self.cleaned_data
        for_whom = {name: fields[name] for name in ASKED}
        return {name: value for name, value in fields.items() if name not in {"file", *ASKED}} | {"for_whom": for_whom}


class CorrectDocument(AboutDocument):
    """The same words; remembers what the user saw."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, case: Case, content: DocumentContent) -> None:
        names = ("title", "category", "dated_on", "member", "description", "lock_version")
        super().__init__(data, case=case, initial={name: getattr(content, name) for name in names})


class WithdrawDocument(forms.Form):
    reason = forms.CharField(
        label="Waarom trekt u dit document in?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: hoort bij een andere casus. Wie het document mocht lezen, leest deze reden.",
    )

"""Forms about discussing a case: when, where, and who is there."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from cases.forms.involvement import UserField, not_among, professionals_under
from cases.models import AgendaItem, AgendaParticipant, Case
from familienetwerk.accounts.models import Organisation, User
from familienetwerk.screen.dates import ComingDateField, HourField


class UsersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, user: User) -> str:
        return f"{user.name}, {user.organisation}"


class Hours(forms.Form):
    """When and where, and who leads it."""

    on = ComingDateField(label="Op welke dag?", years=1)
    begin = HourField(label="Van")
    end = HourField(label="Tot")
    place = forms.CharField(
        label="Waar?", max_length=200, help_text="Bijvoorbeeld: stadskantoor, kamer 2. Noem geen gezin en geen namen."
    )
    chair = UserField(label="Wie zit voor?", queryset=User.objects.none(), empty_label="Kies een voorzitter")

    def __init__(self, data: QueryDict | None, *, case: Case, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["chair"].queryset = people_at_table(case)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        if {"begin", "end"} <= fields.keys() and fields["end"] <= fields["begin"]:
            self.add_error("end", "Het einde ligt voor het begin.")
        return fields

    @property
    def hours(self) -> dict[str, Any]:
        """What the actions need."""
        day, begin, end = (self.cleaned_data[name] for name in ("on", "begin", "end"))
        rest = {name: value for name, value in self.cleaned_data.items() if name not in {"on", "begin", "end"}}
        return rest | {"begins_at": moment(day, begin), "ends_at": moment(day, end)}


class PlanDiscussion(Hours):
    at_table = UsersField(
        label="Wie aan tafel nodigt u uit?",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wie niet aan tafel zit, nodigt u daarna uit voor alleen deze bespreking.",
    )

    def __init__(self, data: QueryDict | None, *, case: Case, **options: Any) -> None:
        people = people_at_table(case)
        super().__init__(data, case=case, initial={"at_table": [user.pk for user in people]}, **options)
        self.fields["at_table"].queryset = people  # type: ignore[attr-defined]


class MoveDiscussion(Hours):
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, item: AgendaItem) -> None:
        super().__init__(data, case=item.case, initial=hours_of(item) | {"lock_version": item.lock_version})


class InviteForItem(forms.Form):
    """One professional of any organisation, for as long as it lasts."""

    user = UserField(label="Wie?", queryset=User.objects.none(), empty_label="Kies een professional")
    reason = forms.CharField(
        label="Waarom is deze persoon hierbij nodig?", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: QueryDict | None, *, item: AgendaItem) -> None:
        super().__init__(data)
        others = professionals_under(item.case).exclude(pk__in=item.participants.values("user"))
        self.fields["user"].queryset = others  # type: ignore[attr-defined]
        self.fields["user"].help_text = not_among(item.case)


class CancelDiscussion(forms.Form):
    reason = forms.CharField(label="Waarom gaat dit niet door?", max_length=300, help_text="Noem geen namen.")


class ParticipantsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, participant: AgendaParticipant) -> str:
        return f"{participant.user.name}, {participant.user.organisation}"


class NoteAttendance(forms.Form):
    """Who was there, and whom those at the table missed."""

    there = ParticipantsField(
        label="Wie was erbij?",
        queryset=AgendaParticipant.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    missed = forms.ModelMultipleChoiceField(
        label="Welke organisatie miste u?",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Van wie meedoet of gevraagd is. Mist u een andere organisatie? Vraag die eerst om mee te doen.",
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, item: AgendaItem) -> None:
        super().__init__(data, initial=attendance_of(item) | {"lock_version": item.lock_version})
        expected = item.participants.expected().select_related("user__organisation").order_by("user__name", "pk")
        self.fields["there"].queryset = expected  # type: ignore[attr-defined]
        self.fields["missed"].queryset = organisations_asked(item)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or self.cleaned_data
        present = {participant.user.organisation_id for participant in fields.get("there", [])}
        for organisation in fields.get("missed", []):
            if organisation.pk in present:
                self.add_error("missed", f"Van {organisation} was iemand erbij. Haal een van de twee vinkjes weg.")
        return fields


def people_at_table(case: Case) -> QuerySet[User]:
    """Who has a seat without an end of its own."""
    seats = case.involvements.seated().running(timezone.localdate()).filter(ends_at=None)
    people: QuerySet[User] = User.objects.active().filter(pk__in=seats.values("user")).by_name()
    return people.select_related("organisation")


def hours_of(item: AgendaItem) -> dict[str, Any]:
    begin, end = timezone.localtime(item.begins_at), timezone.localtime(item.ends_at)
    return {"on": begin.date(), "begin": begin.time(), "end": end.time(), "place": item.place, "chair": item.chair_id}


def moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def organisations_asked(item: AgendaItem) -> QuerySet[Organisation]:
    """At the table, asked to it, or invited to this discussion."""
    involved = item.case.involvements.filter(Q(period__isnull=False) | Q(declined_on=None)).values("organisation")
    invited = item.participants.values("user__organisation")
    return Organisation.objects.filter(Q(pk__in=involved) | Q(pk__in=invited)).order_by("name", "pk")


def attendance_of(item: AgendaItem) -> dict[str, Any]:
    """As it was noted; before that everybody who was expected."""
    expected = list(item.participants.expected().values_list("pk", "was_there"))
    return {
        "there": [number for number, was_there in expected if was_there is not False],
        "missed": list(item.missed.values_list("organisation", flat=True)),
    }

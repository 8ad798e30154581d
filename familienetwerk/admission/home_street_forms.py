"""The form in which one says in which street one lives."""

from django import forms
from django.core.validators import RegexValidator


class GiveHomeStreet(forms.Form):
    street = forms.CharField(
        label="In welke straat woont u?",
        max_length=80,
        help_text="Alleen de naam van de straat, zonder huisnummer.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    digits = forms.CharField(
        label="De vier cijfers van uw postcode",
        max_length=4,
        validators=[RegexValidator(r"^[1-9][0-9]{3}$", "Vul vier cijfers in, bijvoorbeeld 1234.")],
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

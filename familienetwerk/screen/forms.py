"""How every form looks: one renderer, so that a page writes {{ form }} or {{ form.field.as_field_group }}."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField, CheckboxInput, Field, Select, Textarea, Widget
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.forms.widgets import ChoiceWidget, Input

from familienetwerk.screen.typed import Draft

EXPLAINED = "choices choices--explained"  # the explanation under each choice, not behind it


class Worded(str):
    """The label of a choice with a line of explanation under it."""

    __slots__ = ("hint",)
    hint: str

    def __new__(cls, label: str, hint: str = "") -> Self:
        worded = super().__new__(cls, label)
        worded.hint = hint
        return worded


class ScreenField(BoundField):
    """A field as our pages show it: with the classes of the design system, and checked by us and not by the browser."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)  # the sentence at the field is ours, in Dutch
        if widget.attrs.get("maxlength"):
            attrs["maxlength"] = False  # a browser cuts what is pasted, and says nothing
        if getattr(widget, "input_type", "") != "search":
            attrs["placeholder"] = False  # a label says it better, and stays
        if self.begins_the_new_row:
            attrs["autofocus"] = True
        if name := look_of(widget):
            invalid = f" {name.split(' ')[0]}--invalid" if self.errors else ""
            attrs["class"] = f"{name}{invalid} {widget.attrs.get('class', '')}".strip()
        return attrs

    @property
    def errors(self) -> ErrorList:
        """Nothing is wrong yet with a form that was not sent."""
        if isinstance(self.form.data, Draft):
            return self.form.error_class(renderer=self.form.renderer)
        for error in super().errors.as_data():
            if error.code == "required" and error.message == Field.default_error_messages["required"]:
                error.message = self.asks_for_an_answer
            if error.code == "max_length" and "max_length" not in self.field.error_messages:
                error.message = too_long(error.params or {})
        return super().errors

    @property
    def how_optional(self) -> str:
        """Behind the label of what may stay empty; and when it may not, as `needed_when` of the form says."""
        if self.field.required:
            return ""
        needed_when: dict[str, str] = getattr(self.form, "needed_when", {})
        return needed_when.get(self.name, "niet verplicht")

    @property
    def begins_the_new_row(self) -> bool:
        """The first field of a row that was just asked for."""
        data = self.form.data
        if not isinstance(data, Draft) or not data.new_row or data.new_row != self.form.prefix:
            return False
        return self.name == self.form.visible_fields()[0].name

    @property
    def asks_for_an_answer(self) -> str:
        """An empty field, in a sentence that names it: it also stands on top of the page, far from its label."""
        if self.is_checkbox:
            return f"Zet een vinkje bij “{self.label}”."
        if isinstance(self.field.widget, ChoiceWidget):
            return f"Kies een antwoord bij “{self.label}”."
        return f"Vul “{self.label}” in."

    @property
    def anchor(self) -> str:
        """What a link in the error summary points at: the control, or the group of controls."""
        return self.auto_id if self.use_fieldset else self.id_for_label

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, CheckboxInput)


def too_long(numbers: dict[str, Any]) -> str:
    """How much must go; what was typed comes back whole."""
    most = numbers["limit_value"]
    over = numbers["show_value"] - most
    return f"Dit is {over} {'teken' if over == 1 else 'tekens'} te lang. Er passen {most} tekens."


def look_of(widget: Widget) -> str:
    """The class names that the design system gives this kind of control."""
    if isinstance(widget, Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    if isinstance(widget, Select):
        return "utrecht-select utrecht-select--html-select"
    if isinstance(widget, Input) and not isinstance(widget, CheckboxInput | ChoiceWidget) and not widget.is_hidden:
        return "utrecht-textbox utrecht-textbox--html-input"
    return ""


class ScreenRenderer(TemplatesSetting):
    """Named by FORM_RENDERER; the templates are ours."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    formset_template_name = "components/formset.html"
    bound_field_class = ScreenField


def say_why_not(form: BaseForm, refusal: ValidationError) -> None:
    """What an action refused: at the field it is about, or on top of the form when that field is not in it."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)

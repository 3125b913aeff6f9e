"""How every Django form is drawn: GOV.UK markup in our own look, words that survive a change of language.

A room writes an ordinary `django.forms.Form` and `{{ form }}`; these fields and widgets are there when it needs them:
`RulerField` (0 to 10, nothing chosen), `BoardsField` (one question, few answers), `OwnWords` (a person's own words).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_noop

from . import words

# Django's own words for what needs another look; the catalogues of this room say them plainly, in both languages.
DJANGO_SAYS = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
)


class Field(BoundField):
    """A field as it stands on a page."""

    def value(self) -> Any:
        """The field's value; on a page that was just asked for in another language, what had been typed there."""
        posted = None if self.form.is_bound else words.kept.get()
        if posted is None or not any(self.form.add_prefix(name) in posted for name in self.form.fields):
            return super().value()
        typed = self.field.widget.value_from_datadict(posted, {}, self.html_name)
        return self.field.prepare_value(typed)

    def build_widget_attrs(self, attrs: Mapping[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Without `required`: the browser's own bubbles are short-lived and in the browser's language, ours are not."""
        built = dict(super().build_widget_attrs(dict(attrs), widget))
        built.pop("required", None)
        return built

    @property
    def shape(self) -> str:
        """Which part of `design/forms/field.html` draws it: hidden, ruler, group, check or line."""
        widget = self.field.widget
        if self.is_hidden:
            return "hidden"
        if isinstance(widget, Ruler):
            return "ruler"
        if self.use_fieldset:
            return "group"
        return "check" if isinstance(widget, forms.CheckboxInput) else "line"

    @property
    def first_id(self) -> str:
        """The id of the first thing in it that can take the focus: where a line of the error summary leads."""
        several = isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
        return f"{self.auto_id}_0" if several else str(self.id_for_label or self.auto_id)


class Renderer(TemplatesSetting):
    """`FORM_RENDERER`: our templates, our bound field."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = Field


# Answers as drawn. There are no words of anybody in it.
_DRAWN: dict[tuple[Any, ...], SafeString] = {}
MOST_DRAWN = 500


class OwnWords(forms.Textarea):
    """A person's own words: set in the notebook's face, grows with what is written."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "is-own", "rows": 3, **(attrs or {})})


class LongList(forms.Select):
    """A list of hundreds to choose one from, without groups, drawn once for everybody.

    Django renders two templates for each line (40 ms), and goes through all lines twice for each form (2 ms): so
    ``lines`` gives them only when they are drawn, and the form checks what was chosen itself.
    """

    def __init__(self, lines: Callable[[], Sequence[tuple[str, str]]], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.lines = lines

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list as HTML."""
        said = self.build_attrs({"name": name, "class": "govuk-select"}, {**self.attrs, **(attrs or {})})
        options = _options(self.lines)
        chosen = conditional_escape("" if value is None else str(value))
        options = options.replace(f'<option value="{chosen}">', f'<option value="{chosen}" selected>', 1)
        return format_html("<select{}>{}</select>", flatatt(said), mark_safe(options))  # noqa: S308  # escaped below


@cache
def _options(lines: Callable[[], Sequence[tuple[str, str]]]) -> str:
    """The lines of a long list, none chosen."""
    return str(format_html_join("", '<option value="{}">{}</option>', lines()))


class Drawn(forms.RadioSelect):
    """Answers that are the same for everybody, so they are drawn once for each place on a page, choice and language.

    Only where every answer is a word of ours (a translation) or a mark: names of people are drawn anew each time.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The answers as HTML."""
        chosen = self.format_value(value)
        said = tuple(sorted((key, str(word)) for key, word in (attrs or {}).items()))
        answers = tuple((str(code), str(label)) for code, label in self.choices)
        ours = all(isinstance(label, Promise) or str(code) == label for code, label in self.choices)
        place = (type(self), name, tuple(chosen), said, answers, *self.marks())
        if not ours or not {"", *(code for code, _label in answers)}.issuperset(chosen):
            return super().render(name, value, attrs, renderer)
        if place not in _DRAWN:
            if len(_DRAWN) >= MOST_DRAWN:
                _DRAWN.clear()
            _DRAWN[place] = super().render(name, value, attrs, renderer)
        return _DRAWN[place]

    def marks(self) -> tuple[Any, ...]:
        """What else of this widget its template looks at."""
        return ()


class Ruler(Drawn):
    """Eleven buttons, 0 to 10, nothing chosen beforehand. `low` and `high` say what the ends mean."""

    template_name = "design/widgets/ruler.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, low: Any = "", high: Any = "") -> None:
        super().__init__(attrs)
        self.low, self.high = low, high


class Boards(Drawn):
    """Answers as whole wide boards; `in_row` puts short ones beside each other."""

    template_name = "design/widgets/boards.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, in_row: bool = False) -> None:
        super().__init__(attrs)
        self.in_row = in_row

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"in_row": self.in_row}

    def marks(self) -> tuple[Any, ...]:
        return (self.in_row,)


class RulerField(forms.TypedChoiceField):
    """How sure, how is today: an int from 0 to 10, or None when left out. Never a default."""

    def __init__(self, *, low: Any, high: Any, required: bool = False, **options: Any) -> None:
        super().__init__(
            choices=[(mark, str(mark)) for mark in range(11)],
            coerce=int,
            empty_value=None,
            required=required,
            widget=Ruler(low=low, high=high),
            **options,
        )


class BoardsField(forms.ChoiceField):
    """One question with few answers (at most six; beyond that use RadioSelect)."""

    def __init__(self, *, choices: Any, in_row: bool = False, **options: Any) -> None:
        super().__init__(choices=choices, widget=Boards(in_row=in_row), **options)

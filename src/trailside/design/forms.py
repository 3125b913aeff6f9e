"""How every Django form is drawn: GOV.UK markup, our own look."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`FORM_RENDERER`: looks in the project's templates first."""

"""Every Django form is drawn in the house's markup."""

from django import forms

from trailside.design.forms import BoardsField, OwnWords, RulerField


class Small(forms.Form):
    day = RulerField(label="How is today?", low="very hard", high="very good")
    called = forms.CharField(label="What shall we call you?", help_text="Any name.")
    words = forms.CharField(label="A word", widget=OwnWords, required=False)
    true = BoardsField(label="True?", choices=[("1", "Hardly"), ("2", "Exactly")])


def test_nothing_is_chosen_on_a_ruler():
    shown = str(Small())
    assert shown.count('class="ruler__mark"') == 11
    assert "checked" not in shown


def test_a_ruler_and_an_optional_question_can_be_taken_back_without_script():
    shown = str(Small())
    assert '<input type="radio" name="day" value="" id="id_day_none">' in shown
    assert "id_true_none" not in shown, "this one wants an answer"
    taken_back = Small({"called": "Ada", "true": "1", "day": ""})
    assert taken_back.is_valid() and taken_back.cleaned_data["day"] is None


def test_a_ruler_left_out_is_none_and_a_nought_is_a_nought():
    filled = Small({"called": "Ada", "true": "1"})
    assert filled.is_valid()
    assert filled.cleaned_data["day"] is None
    nought = Small({"called": "Ada", "true": "1", "day": "0"})
    assert nought.is_valid()
    assert nought.cleaned_data["day"] == 0


def test_an_answer_that_needs_another_look_is_named_above_and_at_its_place_and_keeps_the_words():
    shown = str(Small({"words": "Mine <3", "true": "9"}))
    assert "govuk-error-summary" in shown
    assert '<a href="#id_called">' in shown
    assert '<a href="#id_true_0">' in shown
    assert 'aria-describedby="id_called_helptext id_called_error"' in shown
    assert "Mine &lt;3" in shown


def test_the_browsers_own_bubbles_stay_away():
    assert " required" not in str(Small())


def test_every_input_has_its_name():
    shown = str(Small())
    assert '<label class="govuk-label" for="id_called">What shall we call you?</label>' in shown
    assert '<legend class="ruler__legend">How is today?</legend>' in shown
    assert '<label class="govuk-label govuk-label--m" for="id_words">' in shown

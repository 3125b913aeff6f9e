"""Plain words for what the rules of reading a list say in codes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from trailside.exchange.rules.columns import Field
from trailside.exchange.rules.preview import Why
from trailside.exchange.rules.problem import Fault, Problem
from trailside.exchange.rules.question import Ask, Choice
from trailside.exchange.rules.refusal import Reason, Refused

REFUSED = {
    Reason.EMPTY: _("There is nothing in this file. Save the list once more and choose it again."),
    Reason.TOO_LARGE: _("This file is larger than 1 MB. Take out pictures, or save the list as CSV, and try again."),
    Reason.OLD_EXCEL: _("This is an old Excel file (.xls). Open it, save it as .xlsx or CSV, and choose that one."),
    Reason.LOCKED: _("This file has a password. Save a copy without one, bring it in, and delete the copy."),
    Reason.NOT_A_SPREADSHEET: _("This is not a spreadsheet. We can read .xlsx and .csv files."),
    Reason.NOT_TEXT: _("We cannot read the letters in this file. Save the list as .xlsx, or as “CSV UTF-8”."),
    Reason.BROKEN: _("This file seems to be damaged. Open it, save it once more, and choose it again."),
    Reason.UNPACKS_TOO_LARGE: _("This file unpacks to far more than a list needs, so we did not open it."),
    Reason.UNSAFE: _("There are parts in this file that a list does not have, so we did not open it."),
    Reason.TOO_MANY_ROWS: _("There are more than 2,000 rows in this file. Split it and bring in one part at a time."),
    Reason.TOO_MANY_COLUMNS: _("There are more than 100 columns. Keep those with names and how to reach people."),
    Reason.CELL_TOO_LONG: _("One cell in this file is longer than Excel allows."),
    Reason.OPEN_QUOTE: _("A quotation mark is opened and never closed, so rows would run together."),
    Reason.TOO_MUCH_WORK: _("This file takes too long to read, so we stopped. Save the list as CSV and try again."),
}  # fmt: skip

FAULTS = {
    Fault.NO_NAME: _("There is no name in this row."),
    Fault.NAME_IS_FORMULA: _("The name is a formula (%(text)s). We do not work out formulas: write the name itself."),
    Fault.NAME_HAS_SIGNS: _("There are hidden signs in this name. Type it once more."),
    Fault.NAME_TOO_LONG: _("This name is longer than 120 letters."),
    Fault.FORMULA: _("%(column)s is a formula (%(text)s). We do not work out formulas."),
    Fault.EXCEL_ERROR: _("%(column)s holds a mistake from the spreadsheet (%(text)s)."),
    Fault.NOT_A_PHONE: _("%(column)s: “%(text)s” is not a whole phone number."),
    Fault.NOT_AN_EMAIL: _("%(column)s: “%(text)s” is not one e-mail address."),
    Fault.NOT_A_DATE: _("%(column)s: “%(text)s” is not a date we can read."),
    Fault.DATE_AHEAD: _("%(column)s: %(text)s is still to come."),
    Fault.DATE_LONG_AGO: _("%(column)s: %(text)s is before 1950."),
    Fault.DATE_OTHER_ORDER: _("%(column)s: %(text)s has day and month in another order than the rest."),
    Fault.NOT_YES_OR_NO: _("%(column)s: “%(text)s” is neither yes nor no. Nobody is texted until they say yes."),
    Fault.NOT_A_LANGUAGE: _("%(column)s: we do not know the language “%(text)s”."),
    Fault.NOT_ON_SCREEN: _("%(column)s: our pages do not speak %(text)s yet. Ask which language suits them best here."),
    Fault.TOO_LONG: _("%(column)s is longer than 120 letters."),
    Fault.HAS_SIGNS: _("%(column)s holds hidden signs."),
    Fault.MORE_PHONES: _("%(column)s holds more than one number (%(text)s). We take the first."),
    Fault.WORDS_BY_PHONE: _("%(column)s: words stand beside the number (%(text)s). We take the number only."),
    Fault.ROWS_IN_A_CELL: _("One cell here holds lines that look like more rows. Is a quotation mark missing?"),
    Fault.KEPT_FIRST: _("This row says “%(text)s”; we keep what an earlier row of the same person says."),
    Fault.SHARED_PHONE: _("Somebody else on the list has this number too (%(text)s) and may read what is sent."),
    Fault.NO_CONTACT: _("There is no way to reach this person in the list."),
}  # fmt: skip

WHY = {
    Why.ABOVE: _("stands above the headings"),
    Why.HEADING: _("the headings"),
    Why.HEADING_AGAIN: _("the headings once more"),
    Why.TOTAL: _("a total"),
    Why.HERE_ALREADY: _("here already, left out as you said"),
}

FIELDS = {
    Field.NAME: _("Name"),
    Field.FIRST_NAME: _("First name"),
    Field.LAST_NAME: _("Last name"),
    Field.CALLED: _("What they like to be called"),
    Field.PHONE: _("Phone"),
    Field.EMAIL: _("E-mail"),
    Field.LANGUAGE: _("Language"),
    Field.PRONOUNS: _("Pronouns"),
    Field.SPECIALIST: _("Peer specialist"),
    Field.MET_ON: _("Day they first met"),
    Field.MAY_TEXT: _("May we text"),
}

QUESTIONS = {
    Ask.DATE_ORDER: _("Which is the month in dates like %(texts)s?"),
    Ask.NAME_ORDER: _("Most names look like %(texts)s. Shall we turn them round?"),
    Ask.ONE_PERSON: _("Rows %(rows)s: %(texts)s. Is this one person?"),
    Ask.WHICH_SPECIALIST: _("The list says “%(texts)s”. Who is that here?"),
    Ask.WHO_WELCOMES: _("Rows without a peer specialist: %(count)s. Who will welcome these people?"),
    Ask.HERE_ALREADY: _("Row %(rows)s: somebody here has the name and a number or address of %(texts)s."),
    Ask.ALIKE_PLAINLY: _(
        "%(count)s times, rows agree on a name and on how to reach them (%(texts)s). One person each time?"
    ),
    Ask.ALIKE_PERHAPS: _(
        "%(count)s times, rows share a name but not how to reach them (%(texts)s). One person each time?"
    ),
    Ask.MANY_NAMES: _("%(count)s names of peer specialists belong to nobody here (%(texts)s). Is it the right column?"),
    Ask.MANY_HERE: _("%(count)s people of this list are here already (%(texts)s)."),
}

CHOICES = {
    Choice.MONTH_FIRST: _("The first number is the month"),
    Choice.DAY_FIRST: _("The first number is the day"),
    Choice.TURN: _("Yes, the first name comes first"),
    Choice.KEEP: _("No, keep them as they are"),
    Choice.ONE: _("One person: bring the rows together"),
    Choice.APART: _("Different people"),
    Choice.NOBODY: _("Nobody who works here"),
    Choice.LEAVE_OUT: _("The same person: leave this row out"),
    Choice.BRING_IN: _("Another person: bring them in"),
}


def refusal(refused: Refused) -> str:
    """Why a file is not read, with the row when there is one."""
    sentence = str(REFUSED[refused.reason])
    return f"{_('Row %(row)s') % {'row': refused.row}}: {sentence}" if refused.row else sentence


def problem(said: Problem) -> str:
    """What is wrong in a row."""
    column = FIELDS[Field(said.column)] if said.column in set(Field) else said.column or _("This column")
    return str(FAULTS[said.fault]) % {"column": column, "text": said.text}

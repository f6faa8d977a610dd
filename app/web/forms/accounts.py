"""Logging in and choosing a password."""

from typing import Any

from wtforms import PasswordField, SelectMultipleField
from wtforms.validators import EqualTo, InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.policy import Role
from app.web.forms.fields import Form, line


class LogInForm(Form):
    """Name and password. A password is never trimmed or otherwise changed."""

    login = line("Log-in name", most=254, validators=[InputRequired("write your log-in name.")])
    password = PasswordField("Password", validators=[InputRequired("write your password.")])


class PasswordForm(Form):
    """Another password for oneself."""

    current = PasswordField("Current password", validators=[InputRequired("it is needed.")])
    new = PasswordField("New password", validators=[InputRequired("choose one.")])
    again = PasswordField(
        "New password again", validators=[EqualTo("new", "the two are not the same.")]
    )


class PersonForm(Form):
    """Somebody who joins the newsroom."""

    login = line("Log-in name", most=100, validators=[InputRequired("choose one.")])
    name = line("Name", most=120, validators=[InputRequired("it stands under what they publish.")])
    roles = SelectMultipleField(
        "Roles",
        choices={role.value: role.value for role in Role},
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def validate_roles(self, field: Any) -> None:
        """One role is enough; a validator of the field would make browsers ask for all."""
        if not field.data:
            raise ValidationError("choose at least one.")

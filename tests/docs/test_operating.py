"""docs/OPERATING.md lists the settings that there are: every name, default and sentence."""

from dataclasses import fields

from config import Config
from tests.docs.pages import ROOT, page, rows


def shown(value: object) -> str:
    """A default as the table writes it."""
    if value in ("", ()):
        return "empty"
    if isinstance(value, bool):
        return "`on`" if value else "`off`"
    return f"`{value}`".replace(str(ROOT), "<checkout>")


def test_the_table_of_settings_is_the_one_in_the_code() -> None:
    defaults = {field.name.upper(): field.default for field in fields(Config)}
    sentences = Config.documented()
    expected = {(f"`{name}`", shown(defaults[name]), sentences[name]) for name in sentences}
    section = page("docs/OPERATING.md").partition("\n## Settings\n")[2].partition("\n## ")[0]
    assert set(rows(section)) == expected

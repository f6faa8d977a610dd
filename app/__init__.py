"""Stet: a fact-check workflow for newsrooms.

Nothing is imported at module level, so that `import app.text` loads no framework.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from config import Config


def create_app(config: "Config") -> "Flask":
    """Build the web application with its command line."""
    from app.factory import build

    return build(config)

"""What the WSGI server and the `flask` command load."""

import sys

from app import create_app
from config import BadSetting, Config

try:
    app = create_app(Config.from_env())
except BadSetting as error:
    sys.exit(f"Stet cannot start. {error}")

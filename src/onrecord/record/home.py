"""Where the full record is kept: the folder ONRECORD_HOME names, else the user's own data folder."""

import os
from pathlib import Path

SETTING = "ONRECORD_HOME"


def home() -> Path:
    """The folder of the full record, whether or not it is there yet."""
    named = os.environ.get(SETTING, "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False)

"""The audit: who did what, when, from which delivery, with which result; ids, and no words."""

from dataclasses import dataclass
from datetime import datetime

ROOMBOT = "roombot"  # what a job did
COMMAND_LINE = "command line"
SLACK = "slack"  # what Slack told, without saying who did it


@dataclass(frozen=True)
class By:
    """Who acts, and through which delivery."""

    team_id: str
    actor: str
    delivery: str = ""


@dataclass(frozen=True)
class Deed:
    """One line of the audit.

    ``action`` is an intent's name or an administrator's deed, ``subject`` the id of what it was
    about, ``result`` the name of the outcome or of the error.
    """

    at: datetime
    by: By
    action: str
    subject: str
    result: str

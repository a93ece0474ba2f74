"""What a browser shows while the bot is added to a workspace."""

from html import escape

from starlette.responses import HTMLResponse

from roombot.slack.pages import HEADERS as COMMON
from roombot.slack.pages import page

HEADERS = {**COMMON, "cache-control": "no-store"}


def offer(start: str) -> HTMLResponse:
    """Offer to add the bot."""
    return _shown(
        "Add roombot to Slack",
        "<p>roombot books meeting rooms in plain words: write to it as you would to a colleague, "
        "and it finds and books a room in Joan.</p>",
        "<p>Slack asks you next what roombot may do. It reads messages only where it is asked to, "
        "and books only for the person who asks.</p>",
        _button("Add to Slack", start),
    )


def added(name: str, team_id: str) -> HTMLResponse:
    """Tell that the bot was added, and what comes next."""
    client = f"https://app.slack.com/client/{escape(team_id)}"
    return _shown(
        "roombot is in your workspace",
        f"<p>roombot was added to <strong>{escape(name)}</strong>. What is left to do:</p>",
        "<ol><li>In Slack, open <strong>roombot</strong> under Apps, and there the tab "
        "<strong>Home</strong>.</li>"
        "<li>As an administrator of the workspace, choose <strong>Connect Joan</strong> and enter "
        "the client id and the secret of your API application in Joan.</li>"
        "<li>Write to roombot: <em>a room for 4 now</em>.</li></ol>",
        _button("Open Slack", client),
    )


def declined(start: str) -> HTMLResponse:
    """Tell that nothing was added, as was wished."""
    return _shown(
        "roombot was not added",
        "<p>You have declined, so nothing has changed in your workspace. You can close this page, "
        "or add roombot later.</p>",
        _button("Try again", start),
    )


def expired(start: str) -> HTMLResponse:
    """Tell that an attempt cannot be finished."""
    return _shown(
        "Please start once more",
        "<p>This attempt to add roombot is too old, was finished already, or was begun in another "
        "browser, so nothing was changed. Please start once more in this browser, with cookies "
        "allowed.</p>",
        _button("Start once more", start),
        status=400,
    )


def not_granted(start: str) -> HTMLResponse:
    """Tell that Slack did not help."""
    return _shown(
        "Slack did not add roombot",
        "<p>Slack has not confirmed that roombot was added. Please try again in a minute; if it "
        "stays so, ask an administrator of your workspace whether apps must be approved.</p>",
        _button("Try again", start),
        status=502,
    )


def failed(start: str) -> HTMLResponse:
    """Tell that something is broken here."""
    return _shown(
        "Something went wrong",
        "<p>Something went wrong on our side, and we are sorry; it has been noted. Please try "
        "again in a minute.</p>",
        _button("Try again", start),
        status=500,
    )


def _shown(title: str, *parts: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(page(title, *parts), status, HEADERS)


def _button(caption: str, address: str) -> str:
    return f'<p><a href="{address}">{escape(caption)}</a></p>'

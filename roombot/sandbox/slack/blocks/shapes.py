"""The blocks and elements that messages and views may hold, with their limits."""

from collections.abc import Mapping
from datetime import date, time

from roombot.sandbox.slack.blocks.checks import (
    Check,
    Shape,
    anything,
    boolean,
    choice,
    each,
    matching,
    number,
    string,
    typed,
)

_ID = string(255)
_URL = string(3000, 1)
_STYLE = choice("primary", "danger")


def _plain(most: int, least: int = 1) -> Check:
    return typed({"plain_text": Shape({"text": string(most, least)}, {"emoji": boolean})})


def _text(most: int, least: int = 1) -> Check:
    words = string(most, least)
    return typed(
        {
            "plain_text": Shape({"text": words}, {"emoji": boolean}),
            "mrkdwn": Shape({"text": words}, {"verbatim": boolean}),
        }
    )


_CONFIRM = Shape(
    {"text": _text(300)},
    {"title": _plain(100), "confirm": _plain(30), "deny": _plain(30), "style": _STYLE},
)
_OPTION = Shape({"text": _plain(75), "value": string(150)}, {"description": _plain(75)})
_RICH_OPTION = Shape({"text": _text(75), "value": string(150)}, {"description": _text(75)})
_LINKED_OPTION = Shape(
    {"text": _plain(75), "value": string(150)}, {"description": _plain(75), "url": _URL}
)
_GROUP = Shape({"label": _plain(75), "options": each(_OPTION, 100)}, {})
_COMMON: Mapping[str, Check] = {"action_id": _ID, "confirm": _CONFIRM, "focus_on_load": boolean}
_PICKER: Mapping[str, Check] = {**_COMMON, "placeholder": _plain(150)}
_OPTIONS: Mapping[str, Check] = {"options": each(_OPTION, 100), "option_groups": each(_GROUP, 100)}
_EITHER = ("options", "option_groups")
SUGGESTIONS = Shape({}, {"options": each(_OPTION, 100, 0), "option_groups": each(_GROUP, 100, 0)})
_MOST: Mapping[str, Check] = {"max_selected_items": number}
_INPUT: Mapping[str, Check] = {
    "action_id": _ID,
    "focus_on_load": boolean,
    "placeholder": _plain(150),
    "initial_value": string(3000),
    "dispatch_action_config": anything,
}
_IDS = each(string(255, 1), 100, 0)

_SOURCES = ("image_url", "slack_file")
_IMAGE = Shape({"alt_text": string(2000)}, {"image_url": _URL, "slack_file": anything}, _SOURCES)
_BUTTON = Shape(
    {"text": _plain(75)},
    {
        "action_id": _ID,
        "url": _URL,
        "value": string(2000),
        "style": _STYLE,
        "confirm": _CONFIRM,
        "accessibility_label": string(75),
    },
)
_ACTIONS: Mapping[str, Check] = {
    "button": _BUTTON,
    "overflow": Shape({"options": each(_LINKED_OPTION, 5)}, _COMMON),
    "static_select": Shape({}, {**_PICKER, **_OPTIONS, "initial_option": _OPTION}, _EITHER),
    "multi_static_select": Shape(
        {}, {**_PICKER, **_OPTIONS, **_MOST, "initial_options": each(_OPTION, 100)}, _EITHER
    ),
    "external_select": Shape(
        {}, {**_PICKER, "initial_option": _OPTION, "min_query_length": number}
    ),
    "multi_external_select": Shape(
        {},
        {
            **_PICKER,
            **_MOST,
            "initial_options": each(_OPTION, 100),
            "min_query_length": number,
        },
    ),
    "users_select": Shape({}, {**_PICKER, "initial_user": _ID}),
    "multi_users_select": Shape({}, {**_PICKER, **_MOST, "initial_users": _IDS}),
    "conversations_select": Shape(
        {},
        {
            **_PICKER,
            "initial_conversation": _ID,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": anything,
        },
    ),
    "multi_conversations_select": Shape(
        {},
        {
            **_PICKER,
            **_MOST,
            "initial_conversations": _IDS,
            "default_to_current_conversation": boolean,
            "filter": anything,
        },
    ),
    "multi_channels_select": Shape({}, {**_PICKER, **_MOST, "initial_channels": _IDS}),
    "channels_select": Shape(
        {}, {**_PICKER, "initial_channel": _ID, "response_url_enabled": boolean}
    ),
    "datepicker": Shape({}, {**_PICKER, "initial_date": matching("date", date.fromisoformat)}),
    "timepicker": Shape(
        {}, {**_PICKER, "initial_time": matching("time", time.fromisoformat), "timezone": _ID}
    ),
    "datetimepicker": Shape({}, {**_COMMON, "initial_date_time": number}),
    "checkboxes": Shape(
        {"options": each(_RICH_OPTION, 10)}, {**_COMMON, "initial_options": each(_RICH_OPTION, 10)}
    ),
    "radio_buttons": Shape(
        {"options": each(_RICH_OPTION, 10)}, {**_COMMON, "initial_option": _RICH_OPTION}
    ),
}
_INPUTS: Mapping[str, Check] = {
    **{name: shape for name, shape in _ACTIONS.items() if name not in {"button", "overflow"}},
    "plain_text_input": Shape(
        {}, {**_INPUT, "multiline": boolean, "min_length": number, "max_length": number}
    ),
    "number_input": Shape(
        {"is_decimal_allowed": boolean},
        {**_INPUT, "min_value": string(64), "max_value": string(64)},
    ),
    "email_text_input": Shape({}, _INPUT),
    "url_text_input": Shape({}, _INPUT),
}

_RICH_TEXT_PIECE = typed(
    {
        "text": Shape({"text": string(12000)}, {"style": anything}),
        "link": Shape({"url": _URL}, {"text": string(3000), "style": anything, "unsafe": boolean}),
        "user": Shape({"user_id": _ID}, {"style": anything}),
        "channel": Shape({"channel_id": _ID}, {"style": anything}),
        "broadcast": Shape({"range": choice("here", "channel", "everyone")}, {"style": anything}),
        "emoji": Shape({"name": _ID}, {"unicode": _ID, "skin_tone": number, "style": anything}),
        "date": Shape(
            {"timestamp": number, "format": string(255, 1)},
            {"fallback": string(255), "url": _URL, "style": anything},
        ),
    }
)
_PIECES = each(_RICH_TEXT_PIECE, 1000, 0)
_RICH_TEXT_SECTION = Shape({"elements": _PIECES}, {})
_RICH_TEXT = {
    "rich_text_section": _RICH_TEXT_SECTION,
    "rich_text_quote": Shape({"elements": _PIECES}, {"border": number}),
    "rich_text_preformatted": Shape({"elements": _PIECES}, {"border": number, "language": _ID}),
    "rich_text_list": Shape(
        {
            "style": choice("bullet", "ordered"),
            "elements": each(typed({"rich_text_section": _RICH_TEXT_SECTION}), 1000),
        },
        {"indent": number, "offset": number, "border": number},
    ),
}
_BLOCK: Mapping[str, Check] = {"block_id": _ID}
_RICH_TEXT_BLOCK = Shape({"elements": each(typed(_RICH_TEXT), 1000, 0)}, _BLOCK)
_CELL = typed(
    {
        "rich_text": _RICH_TEXT_BLOCK,
        "raw_text": Shape({"text": string(12000, 1)}, {}),
        "raw_number": Shape({"value": number}, {"text": string(255, 1)}),
    }
)

BLOCKS: Mapping[str, Check] = {
    "section": Shape(
        {},
        {
            **_BLOCK,
            "text": _text(3000),
            "fields": each(_text(2000), 10),
            "accessory": typed({**_ACTIONS, "image": _IMAGE}),
            "expand": boolean,
        },
        ("text", "fields"),
    ),
    "actions": Shape({"elements": each(typed(_ACTIONS), 25)}, _BLOCK),
    "context": Shape(
        {
            "elements": each(
                typed(
                    {
                        "image": _IMAGE,
                        "mrkdwn": Shape({"text": string(3000, 1)}, {"verbatim": boolean}),
                        "plain_text": Shape({"text": string(3000, 1)}, {"emoji": boolean}),
                    }
                ),
                10,
            )
        },
        _BLOCK,
    ),
    "header": Shape({"text": _plain(150)}, _BLOCK),
    "divider": Shape({}, _BLOCK),
    "image": Shape(
        {"alt_text": string(2000)},
        {**_BLOCK, "image_url": _URL, "slack_file": anything, "title": _plain(2000)},
        _SOURCES,
    ),
    "input": Shape(
        {"label": _plain(2000), "element": typed(_INPUTS)},
        {**_BLOCK, "hint": _plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "markdown": Shape({"text": string(12000, 1)}, _BLOCK),
    "rich_text": _RICH_TEXT_BLOCK,
    "table": Shape(
        {"rows": each(each(_CELL, 20), 100)},
        {**_BLOCK, "column_settings": each(anything, 20)},
    ),
}
_VIEW: Mapping[str, Check] = {
    "private_metadata": string(3000),
    "callback_id": _ID,
    "external_id": _ID,
}
VIEWS: Mapping[str, Check] = {
    "modal": Shape(
        {"title": _plain(24), "blocks": each(typed(BLOCKS), 100)},
        {
            **_VIEW,
            "close": _plain(24),
            "submit": _plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": Shape({"blocks": each(typed(BLOCKS), 100)}, _VIEW),
}

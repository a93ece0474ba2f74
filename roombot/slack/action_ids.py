"""The action_ids of all buttons and menus, and what their values carry.

Values can be seen and forged, so they hold opaque ids only; every click is checked on the server.
"""

CHOOSE = "choose"  # "choose:<n>"; value: "<offer id>.<n>", an option kept on the server
CANCEL = "cancel"  # value: booking id, as in the next six
CHANGE_ROOM = "change_room"
CHANGE_TIME = "change_time"
INVITE = "invite"
EXTEND = "extend"
FINISH = "finish"
CHECK_IN = "check_in"
CONFIRM_INVITATION = "confirm_invitation"  # value: invitation id
REJECT_INVITATION = "reject_invitation"  # value: invitation id
PICK_INVITEE = "pick_invitee"  # a users_select; block_id: "invite:<booking id>"
GIVE_ROOM = "give_room"  # value: handover id, as in the next three
SWAP_ROOM = "swap_room"
FINISH_EARLY = "finish_early"
KEEP_ROOM = "keep_room"
APPROVE = "approve"  # value: approval id, as in the next
DECLINE = "decline"
TAKE_LEFT = "take_left"  # value: booking id, as in the next; checked like any
CANCEL_LEFT = "cancel_left"
GIVE_LEFT = "give_left"  # a users_select; block_id: "left:<booking id>"
RUN_LATE = "run_late"  # value: booking id
STOP_WATCHING = "stop_watching"  # value: watch id
BOOK_LINKED = "book_linked"  # "book_linked:<minutes>"; value: a room's id in links
OPEN_SETTINGS = "open_settings"  # no value
DOWNLOAD_DATA = "download_data"  # no value
ERASE_DATA = "erase_data"  # no value
BOOK_SERIES = "book_series"  # value: series id
PLACE_DATE = "place_date"  # a menu; value: "<series id>.<n>.<choice or skip>"
SHOW_HELP = "show_help"  # no value
SHOW_AGENDA = "show_agenda"  # no value

INVITE_BLOCK = "invite:"
LEFT_BLOCK = "left:"

OPEN_RULES = "open_rules"  # no value
RULE_ROOM = "rule_room"  # the form's menu; value: a room's key, which is checked
RULE_FORM = "rule_form"  # callback_id of the form
OPEN_HOURS = "open_hours"  # no value
HOURS_PLACE = "hours_place"  # the form's menu; value: a place's name, which is checked
HOURS_FORM = "hours_form"  # callback_id of the form
OPEN_POLICY = "open_policy"  # no value
POLICY_FORM = "policy_form"  # callback_id of the form
OPEN_NAMING = "open_naming"  # no value
AMENITY = "amenity"  # the form's menu; value: an amenity's name, which is checked
NAMING_FORM = "naming_form"  # callback_id of the form
OPEN_MATCHING = "open_matching"  # no value
MATCHING = "matching"  # callback_id of the list
LINK_PERSON = "link_person"  # "link_person:<n>"; value: "<Slack id>.<name of a guess>", checked
CONNECT_JOAN = "connect_joan"  # no value
CONNECT_FORM = "connect_form"  # callback_id of the form
BOOKING_FORM = "booking_form"  # callback_id of the form
BOOK_ROOM = "book_room"  # callback_ids of the shortcuts, as in manifest.yml
BOOK_FOR_MESSAGE = "book_for_message"
FORM_FIELD = "form:"  # "form:<field>"
FORM_TAKE = "form_take"  # "form_take:<n>"; value: start and room, which are checked like any entry
ATTEND = "attend"  # "attend:<answer>"; value: booking id
CHANGE_WISH = "change_wish"  # value: offer id

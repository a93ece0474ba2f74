"""Prompts: sentences that a person may begin with, one click each."""

from enum import StrEnum


class Prompt(StrEnum):
    """What a prompt asks for, in the order in which it matters."""

    ACCEPT = "accept"
    CHECK_IN = "check_in"
    EXTEND = "extend"
    FINISH = "finish"
    AGENDA = "agenda"
    ROOM_NOW = "room_now"
    FREE_NOW = "free_now"
    ROOM_TOMORROW = "room_tomorrow"
    ROOMS = "rooms"
    HELP = "help"

"""Intents as they are kept: each with its kind beside it, for many look alike."""

from datetime import datetime
from functools import cache
from typing import Any, get_args

from roombot.domain.intents import AskApproval, Clarify, Intent, Undo
from roombot.domain.time_slots import TimeSlot
from roombot.store.adapters import adapter


class Intents:
    """Turns intents into JSON and back."""

    def dump(self, intent: Intent) -> dict[str, Any]:
        """Return an intent as JSON; those within it need their kinds beside them too."""
        kind = type(intent).__name__
        if isinstance(intent, Clarify):
            choices = [self.dump(choice) for choice in intent.choices]
            return {"kind": kind, "about": intent.about, "choices": choices}
        if isinstance(intent, Undo):
            until = intent.until.isoformat()
            return {"kind": kind, "back": self.dump(intent.back), "until": until}
        if isinstance(intent, AskApproval):
            slot = adapter(TimeSlot).dump_python(intent.slot, mode="json")
            wanted = self.dump(intent.intent)
            return {"kind": kind, "wanted": wanted, "room": intent.room, "slot": slot}
        return {"kind": kind, "intent": adapter(type(intent)).dump_python(intent, mode="json")}

    def load(self, kept: dict[str, Any]) -> Intent:
        """Return the intent that was kept."""
        if kept["kind"] == Clarify.__name__:
            return Clarify(kept["about"], tuple(self.load(one) for one in kept["choices"]))
        if kept["kind"] == Undo.__name__:
            return Undo(self.load(kept["back"]), datetime.fromisoformat(kept["until"]))
        if kept["kind"] == AskApproval.__name__:
            slot = adapter(TimeSlot).validate_python(kept["slot"])
            return AskApproval(self.load(kept["wanted"]), kept["room"], slot)
        intent: Intent = adapter(_kinds()[kept["kind"]]).validate_python(kept["intent"])
        return intent


@cache
def _kinds() -> dict[str, type[Intent]]:
    return {kind.__name__: kind for kind in get_args(Intent)}

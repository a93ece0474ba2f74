"""Intents as they are kept: each with its kind beside it, for many look alike."""

from datetime import datetime
from typing import Any, get_args

from pydantic import TypeAdapter

from roombot.domain.intents import AskApproval, Clarify, Intent, Undo
from roombot.domain.time_slots import TimeSlot


class Intents:
    """Turns intents into JSON and back."""

    def __init__(self) -> None:
        """Prepare for all kinds."""
        self._slot = TypeAdapter(TimeSlot)
        self._adapters: dict[str, TypeAdapter[Intent]] = {
            kind.__name__: TypeAdapter(kind) for kind in get_args(Intent)
        }

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
            slot = self._slot.dump_python(intent.slot, mode="json")
            wanted = self.dump(intent.intent)
            return {"kind": kind, "wanted": wanted, "room": intent.room, "slot": slot}
        return {"kind": kind, "intent": self._adapters[kind].dump_python(intent, mode="json")}

    def load(self, kept: dict[str, Any]) -> Intent:
        """Return the intent that was kept."""
        if kept["kind"] == Clarify.__name__:
            return Clarify(kept["about"], tuple(self.load(one) for one in kept["choices"]))
        if kept["kind"] == Undo.__name__:
            return Undo(self.load(kept["back"]), datetime.fromisoformat(kept["until"]))
        if kept["kind"] == AskApproval.__name__:
            slot = self._slot.validate_python(kept["slot"])
            return AskApproval(self.load(kept["wanted"]), kept["room"], slot)
        return self._adapters[kept["kind"]].validate_python(kept["intent"])

from hypothesis import given
from hypothesis import strategies as st

from roombot.domain.rooms import Location, Room, counting_order


def room(name: str, floor: str | None) -> Room:
    return Room(f"{name}@x", name, locations=(Location("floor", floor),) if floor else ())


def test_rooms_come_floor_by_floor_as_people_count() -> None:
    rooms = [
        room("Oak", "10th floor"),
        room("Room 10", "2nd floor"),
        room("room 9", "2nd floor"),
        room("Elm", "1st floor"),
        room("Hut", None),
    ]
    ordered = sorted(rooms, key=lambda one: one.place_in_lists)
    assert [one.name for one in ordered] == ["Hut", "Elm", "room 9", "Room 10", "Oak"]


@given(st.lists(st.text()))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    assert sorted(sorted(names, key=counting_order)) == sorted(names)


def test_names_of_many_digits_can_be_sorted() -> None:
    assert counting_order("9" * 6000) > counting_order("8" * 6000)

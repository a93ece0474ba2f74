from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roombot.booking import choice
from roombot.booking.slots import slot_of, working_windows
from roombot.domain.bookings import Event
from roombot.domain.intents import Wish
from roombot.domain.options import Reason, Trait
from roombot.domain.rooms import Location, Room
from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import in_zone

NINE = datetime(2026, 5, 11, 9, tzinfo=UTC)
OFFICE = (datetime(2026, 5, 11, 8).time(), datetime(2026, 5, 11, 18).time())  # noqa: DTZ001 - hours


def at(start: int, end: int) -> TimeSlot:
    """Return a slot of minutes after nine."""
    return TimeSlot(NINE + timedelta(minutes=start), NINE + timedelta(minutes=end))


def room(name: str, capacity: int | None = 4, *amenities: str, floor: str = "1st floor") -> Room:
    return Room(f"{name}@rooms", name, capacity, amenities, (Location("floor", floor),))


def taken(one: Room, start: int, end: int) -> Event:
    return Event(f"{one.name}-{start}", one.email, at(start, end))


OAK, ELM, FIR = room("Oak", 4), room("Elm", 8, "Whiteboard"), room("Fir", 12, "Whiteboard", "TV")
ALL = (FIR, ELM, OAK)


def names(rooms: tuple[Room, ...]) -> list[str]:
    return [one.name for one in rooms]


def test_the_smallest_room_that_fits_with_all_amenities_is_best() -> None:
    wish = Wish(capacity=6, amenities=("whiteboard",))
    assert names(choice.ranked(ALL, wish, None)) == ["Elm", "Fir"]


def test_of_two_equal_rooms_the_one_on_the_usual_floor_is_best() -> None:
    near, far = room("Yew", 4, floor="3rd floor"), room("Ash", 4)
    assert names(choice.ranked((far, near), Wish(), "3rd floor")) == ["Yew", "Ash"]


def test_a_room_of_unknown_size_comes_last_and_never_fits_a_number() -> None:
    unknown = room("Mist", None)
    assert names(choice.ranked((unknown, OAK), Wish(), None)) == ["Oak", "Mist"]
    assert names(choice.ranked((unknown, OAK), Wish(capacity=2), None)) == ["Oak"]


def test_busy_wins_over_what_joan_calls_free() -> None:
    everything = frozenset(one.email for one in ALL)
    free = choice.free_at(ALL, at(0, 60), [taken(ELM, 30, 90)], everything)
    assert names(free) == ["Fir", "Oak"]


def test_a_meeting_that_ends_when_ours_starts_is_not_in_the_way() -> None:
    assert choice.busy_rooms([taken(OAK, 0, 30)], at(30, 60)) == frozenset()


def test_reasons_say_what_fits_and_what_is_there() -> None:
    wish = Wish(capacity=6, amenities=("whiteboard",))
    assert choice.reasons_for(ELM, wish, "1st floor") == (
        Reason(Trait.FITS, "8"),
        Reason(Trait.HAS, "whiteboard"),
        Reason(Trait.USUAL_FLOOR, "1st floor"),
    )


def test_a_near_miss_says_what_it_lacks() -> None:
    wish = Wish(capacity=5, amenities=("whiteboard",))
    (first, *_) = choice.near_misses((OAK,), wish, at(0, 60))
    assert Reason(Trait.SMALLER, "4") in first.reasons
    assert Reason(Trait.LACKS, "whiteboard") in first.reasons


def test_a_room_that_is_far_too_small_is_no_near_miss() -> None:
    assert choice.near_misses((OAK,), Wish(capacity=10), at(0, 60)) == ()


def test_in_place_of_a_named_room_one_of_its_size_is_nearest() -> None:
    cedar = room("Cedar", 9)
    misses = choice.near_misses((OAK, FIR, cedar), Wish(rooms=("Elm",)), at(0, 60), like=ELM)
    assert [miss.room.name for miss in misses] == ["Cedar", "Fir", "Oak"]


def test_other_times_are_the_nearest_before_and_after() -> None:
    events = [taken(OAK, 0, 60), taken(OAK, 90, 120)]
    found = choice.other_times((OAK,), Wish(), at(30, 60), events, NINE - timedelta(hours=1))
    assert [one.slot for one in found] == [at(60, 90), at(-30, 0)]
    assert [one.reasons[0] for one in found] == [
        Reason(Trait.LATER, "30"),
        Reason(Trait.EARLIER, "60"),
    ]


def test_other_times_are_not_in_the_past() -> None:
    found = choice.other_times((OAK,), Wish(), at(0, 30), [taken(OAK, 0, 30)], NINE)
    assert [one.slot for one in found] == [at(30, 60)]


def test_alternatives_name_a_room_at_most_twice_and_are_five_at_most() -> None:
    many = [room(f"R{number}") for number in range(9)]
    candidates = [
        choice.Candidate(one, at(shift, shift + 30), distance=shift)
        for one in many
        for shift in (0, 15, 30)
    ]
    chosen = choice.assorted(candidates)
    assert len(chosen) == choice.BEST
    assert max(sum(one.room == other.room for other in chosen) for one in chosen) <= 2


def test_in_a_window_each_room_is_offered_at_its_first_free_quarter() -> None:
    events = [taken(OAK, 0, 50), taken(ELM, 0, 170)]
    found = choice.in_window((OAK, ELM), Wish(minutes=30), at(0, 180), events)
    assert [(one.room.name, one.slot) for one in found] == [("Oak", at(60, 90))]


def test_the_usual_floor_is_where_most_recent_bookings_were() -> None:
    upstairs = room("Yew", floor="3rd floor")
    rooms = (OAK, upstairs)
    assert choice.usual_floor(rooms, [upstairs.email, OAK.email, upstairs.email]) == "3rd floor"
    assert choice.usual_floor(rooms, ["gone@rooms"]) is None


def test_a_slot_has_the_default_length_where_none_was_said() -> None:
    assert slot_of(Wish(start=NINE), 30) == at(0, 30)
    assert slot_of(Wish(start=NINE, minutes=45), 30) == at(0, 45)
    assert slot_of(Wish(start=NINE, end=NINE + timedelta(hours=2)), 30) == at(0, 120)
    assert slot_of(Wish(minutes=45), 30) is None


def test_a_day_is_searched_within_office_hours() -> None:
    day = TimeSlot(NINE.replace(hour=0), NINE.replace(hour=0) + timedelta(days=1))
    (window,) = working_windows(day, OFFICE, "UTC", NINE)
    assert window == TimeSlot(NINE, NINE.replace(hour=18))


def test_a_week_is_searched_day_by_day() -> None:
    week = TimeSlot(NINE.replace(hour=0), NINE.replace(hour=0) + timedelta(days=3))
    found = working_windows(week, OFFICE, "UTC", NINE - timedelta(days=1))
    assert [in_zone(one.start, "UTC").hour for one in found] == [8, 8, 8]


def test_whoever_asks_for_the_evening_means_the_evening() -> None:
    evening = TimeSlot(NINE.replace(hour=19), NINE.replace(hour=22))
    assert working_windows(evening, OFFICE, "UTC", NINE) == (evening,)


def test_a_window_that_is_over_offers_nothing() -> None:
    assert working_windows(at(-120, -60), OFFICE, "UTC", NINE) == ()


slots = st.builds(
    lambda start, length: at(start * 15, start * 15 + length * 15),
    st.integers(-8, 20),
    st.integers(1, 8),
)


@given(wanted=slots, busy=st.lists(slots, max_size=6))
def test_an_other_time_never_overlaps_a_meeting_and_keeps_the_length(
    wanted: TimeSlot, busy: list[TimeSlot]
) -> None:
    events = [Event(str(number), OAK.email, slot) for number, slot in enumerate(busy)]
    for one in choice.other_times((OAK,), Wish(), wanted, events, NINE - timedelta(days=1)):
        assert not any(one.slot.overlaps(slot) for slot in busy)
        assert one.slot.minutes == wanted.minutes
        assert one.slot != wanted

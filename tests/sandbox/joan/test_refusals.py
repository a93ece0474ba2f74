import pytest

from roombot.sandbox.joan.trial import Trial

REQUIRED = "This field is required."
NO_DATETIME = (
    "Datetime has wrong format. Use one of these formats instead: "
    "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
)
BOOKING = {
    "source": "c_18oak5d@resource.calendar.example.com",
    "start": "2026-11-23T10:00:00Z",
    "end": "2026-11-23T11:00:00Z",
}
CHECKIN = {"event_id": "a", "room_id": "b", "lifetime": 60}
POSTS = {
    "get_room/": {"eventStart", "duration", "timezone"},
    "events/book/": {
        "source",
        "start",
        "end",
        "timezone",
        "organizer",
        "title",
        "auto_confirm",
    },
    "events/cancel/": {"finish", "event_id", "timezone", "room_id"},
    "events/checkin/": {"event_id", "room_id", "lifetime"},
    "events/extend/": {"event_id", "room_id", "extend_until"},
    "events/move/": {"event_id", "old_calendar_id", "new_calendar_id", "new_calendar_name"},
    "events/invite/": {"event_id", "event_name", "room_id", "room_name", "email"},
}
GETS = [
    "me/",
    "users/",
    "rooms/",
    "rooms/20001/",
    "events/",
    "devices/",
    "devices/x/",
    "events/invite/1/",
    "events/reject/1/",
]


@pytest.mark.parametrize(
    ("path", "required"),
    [
        ("events/book/", ["source", "start", "end"]),
        ("events/cancel/", ["timezone", "event_id", "room_id"]),
        ("events/checkin/", ["event_id", "room_id", "lifetime"]),
        ("events/extend/", ["event_id", "room_id", "extend_until"]),
        ("events/move/", sorted(POSTS["events/move/"])),
        ("events/invite/", sorted(POSTS["events/invite/"])),
    ],
)
async def test_required_fields_are_named(trial: Trial, path: str, required: list[str]) -> None:
    answer = await trial.post(path)
    assert answer.status_code == 400
    assert answer.json() == {name: [REQUIRED] for name in required}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"start": "tomorrow"}, {"start": NO_DATETIME}),
        ({"start": "2026-11-23"}, {"start": NO_DATETIME}),
        ({"start": "2026-13-23T10:00:00Z"}, {"start": NO_DATETIME}),
        ({"start": 5}, {"start": NO_DATETIME}),
        ({"source": ["x"]}, {"source": "Not a valid string."}),
        ({"source": True}, {"source": "Not a valid string."}),
        ({"title": "  "}, {"title": "This field may not be blank."}),
        ({"title": None}, {"title": "This field may not be null."}),
        ({"organizer": "Ada"}, {"organizer": "Enter a valid email address."}),
        ({"auto_confirm": "perhaps"}, {"auto_confirm": "Must be a valid boolean."}),
        ({"timezone": "Mars/Base"}, {"timezone": '"Mars/Base" is not a valid choice.'}),
        ({"timezone": "../etc"}, {"timezone": '"../etc" is not a valid choice.'}),
        ({"timezone": "Europe"}, {"timezone": '"Europe" is not a valid choice.'}),
        (
            {"source": None, "end": ""},
            {"source": "This field may not be null.", "end": NO_DATETIME},
        ),
    ],
)
async def test_wrong_fields_are_named(
    trial: Trial, changes: dict[str, object], errors: dict[str, str]
) -> None:
    answer = await trial.post("events/book/", **(BOOKING | changes))
    assert answer.status_code == 400
    assert answer.json() == {name: [text] for name, text in errors.items()}
    assert trial.joan.events() == []


@pytest.mark.parametrize("lifetime", ["soon", 1.5, "", [], True])
async def test_integers_are_whole(trial: Trial, lifetime: object) -> None:
    answer = await trial.post("events/checkin/", **(CHECKIN | {"lifetime": lifetime}))
    assert answer.status_code == 400
    assert answer.json() == {"lifetime": ["A valid integer is required."]}


@pytest.mark.parametrize("lifetime", ["60", 60.0])
async def test_integers_may_be_written_otherwise(trial: Trial, lifetime: object) -> None:
    answer = await trial.post("events/checkin/", **(CHECKIN | {"lifetime": lifetime}))
    assert answer.status_code == 404  # it got as far as looking for the event


async def test_numbers_are_strings_too_and_more_fields_do_no_harm(trial: Trial) -> None:
    answer = await trial.post("events/book/", **BOOKING, title=2026, colour="red")
    assert answer.json()["summary"] == "2026"


async def test_forms_are_understood(trial: Trial) -> None:
    form = BOOKING | {"auto_confirm": "true"}
    answer = await trial.http.post("/api/v1.0/events/book/", data=form)
    assert answer.status_code == 201
    assert trial.joan.events()[0].checked_in_until is not None


async def test_broken_json_is_a_parse_error(trial: Trial) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    answer = await trial.http.post("/api/v1.0/events/book/", content=b'{"a', headers=headers)
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("JSON parse error - ")


async def test_a_list_is_not_a_dictionary(trial: Trial) -> None:
    answer = await trial.http.post("/api/v1.0/events/book/", json=[])
    assert answer.status_code == 400
    text = "Invalid data. Expected a dictionary, but got list."
    assert answer.json() == {"non_field_errors": [text]}


async def test_other_media_types_are_unsupported(trial: Trial) -> None:
    headers = {"Content-Type": "text/plain"}
    answer = await trial.http.post("/api/v1.0/events/book/", content=b"{}", headers=headers)
    assert answer.status_code == 415
    assert answer.json() == {"detail": 'Unsupported media type "text/plain" in request.'}


@pytest.mark.parametrize("path", [*GETS, *POSTS])
async def test_wrong_methods_are_not_allowed(trial: Trial, path: str) -> None:
    for method in ("PUT", "DELETE", "PATCH", "GET" if path in POSTS else "POST"):
        answer = await trial.http.request(method, f"/api/v1.0/{path}")
        assert answer.status_code == 405
        assert answer.json() == {"detail": f'Method "{method}" not allowed.'}
        assert answer.headers["Allow"] == f"{'POST' if path in POSTS else 'GET'}, OPTIONS"


@pytest.mark.parametrize("path", GETS)
async def test_options_describe_what_can_be_read(trial: Trial, path: str) -> None:
    answer = await trial.http.options(f"/api/v1.0/{path}")
    assert answer.status_code == 200
    assert sorted(answer.json()) == ["description", "name", "parses", "renders"]


@pytest.mark.parametrize("path", POSTS)
async def test_options_describe_every_field_of_a_post(trial: Trial, path: str) -> None:
    answer = await trial.http.options(f"/api/v1.0/{path}")
    fields = answer.json()["actions"]["POST"]
    assert set(fields) == POSTS[path]
    required = {name for name, field in fields.items() if field["required"]}
    missing = (await trial.post(path)).json()
    assert required == (set(missing) if path != "get_room/" else set())


async def test_options_tell_types(trial: Trial) -> None:
    fields = (await trial.http.options("/api/v1.0/events/book/")).json()["actions"]["POST"]
    assert {name: field["type"] for name, field in fields.items()} == {
        "source": "string",
        "start": "datetime",
        "end": "datetime",
        "timezone": "string",
        "organizer": "email",
        "title": "string",
        "auto_confirm": "boolean",
    }
    assert fields["auto_confirm"]["label"] == "Auto confirm"

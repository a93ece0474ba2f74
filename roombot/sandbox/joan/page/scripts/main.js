// The office as Joan sees it: looked at every second, steered at its doors.

import * as api from "./api.js";
import { Board } from "./board.js";
import { bookForm, meetingForm } from "./dialogs.js";
import { h } from "./dom.js";
import { DAY, clockOf, dayAfter, minutesOn, spoken } from "./hours.js";

const SECOND = 1000;
const TROUBLES = {
  outage: ["Outage", "Joan answers 503 to everything"],
  slow: ["Slow", "Every answer takes four seconds longer"],
  lost: ["Lost answers", "Joan does what it is asked, but the answer never comes"],
  throttled: ["Throttled", "Joan answers 429, come again in five seconds"],
};

const $ = (id) => document.getElementById(id);
const board = new Board($("board"), {
  book: (room, start, end) => bookForm({ ...state, room, start, end }, tell),
  open: (meeting) => meetingForm(meeting, { times: times(meeting), now: Date.parse(state.now) }, tell),
});
const switches = Object.entries(TROUBLES).map(([name, [label, about]]) =>
  h("button", { type: "button", className: "button toggle", "data-trouble": name, title: about, "aria-pressed": "false", onclick: (event) => act(api.trouble(name, event.currentTarget.getAttribute("aria-pressed") !== "true")) }, label),
);
let state = null;
let day = null; // null: today, whichever day that is
let seen = "";

async function refresh() {
  const now = await api.look(day);
  const isFirst = !state;
  const { now: moment, ...rest } = now;
  const key = JSON.stringify(rest) + moment.slice(0, 16);
  if (key === seen || board.dragging) return;
  seen = key;
  state = now;
  show();
  if (isFirst) board.scrollToNow();
}

function show() {
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: state.zone });
  $("now").textContent = clock.format(new Date(state.now));
  $("now").dateTime = state.now;
  $("day").textContent = spoken(state.day);
  $("today").setAttribute("aria-pressed", String(state.day === state.today));
  $("time").hidden = !state.can_pass_time;
  for (const button of switches) button.setAttribute("aria-pressed", String(state.troubles[button.dataset.trouble]));
  board.show(state);
}

function times(meeting) {
  if (meeting.all_day) return "all day";
  const [start, end] = [meeting.start, meeting.end].map((moment) => clockOf(minutesOn(state.day, moment, state.zone) % DAY));
  return `${start} – ${end}`;
}

async function act(doing) {
  try {
    await doing;
    await refresh();
  } catch (error) {
    $("said").textContent = error.message;
  }
}

function tell(words) {
  $("said").textContent = words;
  act(null);
}

function turn(days) {
  day = days ? dayAfter(state.day, days) : null;
  act(null);
}

$("troubles").append(...switches);
$("before").addEventListener("click", () => turn(-1));
$("today").addEventListener("click", () => turn(0));
$("after").addEventListener("click", () => turn(1));
$("book").addEventListener("click", () => board.offer(state.rooms.find((room) => room.active)));
$("time").addEventListener("click", (event) => {
  const { minutes } = event.target.dataset;
  if (minutes !== undefined) act(api.passTime(Number(minutes)));
});

async function watch() {
  if (document.visibilityState === "visible") await refresh().catch(() => ($("said").textContent = "Joan’s sandbox has gone; is it still running?"));
  setTimeout(watch, SECOND);
}

watch();

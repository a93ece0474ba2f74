// The small forms of the board: book at a door, look at a meeting.

import * as api from "./api.js";
import { h } from "./dom.js";
import { clockOf, minutesOf, spoken } from "./hours.js";

// Show a form; `actions` are [label, style, do]. What fails is said in it, what works closes it.
function ask(title, fields, actions, done) {
  const back = document.activeElement;
  const trouble = h("p", { className: "trouble", role: "alert", hidden: true });
  const press = ([label, style, act]) => h("button", { type: "submit", className: `button ${style}`, value: label, onclick: (event) => run(event, act) }, label);
  const form = h("form", {}, h("h2", { id: "dialog-title" }, title), ...fields, trouble, h("footer", {}, h("button", { type: "button", className: "button", onclick: () => dialog.close() }, "Close"), ...actions.map(press)));
  const dialog = h("dialog", { className: "dialog", "aria-labelledby": "dialog-title" }, form);
  async function run(event, act) {
    event.preventDefault();
    if (!form.reportValidity()) return;
    try {
      await act();
      dialog.close();
      done(title);
    } catch (error) {
      trouble.hidden = false;
      trouble.textContent = error.message;
    }
  }
  dialog.addEventListener("close", () => {
    const key = back?.dataset?.key;
    dialog.remove();
    (back?.isConnected ? back : key && document.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

const field = (label, input) => h("label", { className: "field-line" }, h("span", {}, label), input);

export function bookForm({ day, rooms, room, start, end }, done) {
  const choices = rooms.filter((one) => one.active).map((one) => h("option", { value: one.name, selected: one.name === room }, `${one.name} (${one.capacity})`));
  const where = h("select", { className: "field" }, ...choices);
  const from = h("input", { type: "time", className: "field", required: true, step: "300" });
  const to = h("input", { type: "time", className: "field", required: true, step: "300" });
  const title = h("input", { className: "field", placeholder: "Reserved", maxlength: "80", autocomplete: "off" });
  [from.value, to.value] = [clockOf(start), clockOf(end)];
  from.addEventListener("change", () => {
    if (from.value && to.value <= from.value) to.value = clockOf(Math.min(minutesOf(from.value) + 30, 1435));
  });
  const book = () => api.book({ room: where.value, start: `${day}T${from.value}`, end: `${day}T${to.value}`, title: title.value });
  const times = h("div", { className: "pair" }, field("From", from), field("To", to));
  ask(`Book at the door, ${spoken(day)}`, [field("Room", where), times, field("Title", title)], [["Book", "primary", book]], () => done(`${where.value} is booked at the door.`));
}

export function meetingForm(meeting, { times, now }, done) {
  const lines = [
    ["Room", meeting.room],
    ["Time", times],
    ["Booked by", meeting.organizer ?? "somebody at the door"],
    ["Checked in", meeting.checked_in ? "yes" : "no"],
  ];
  const list = h("dl", {}, ...lines.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  const [start, end] = [Date.parse(meeting.start), Date.parse(meeting.end)];
  const actions = [];
  if (end > now) actions.push([start < now ? "End now" : "Take away", "danger", () => api.end(meeting.id)]);
  if (end > now && !meeting.checked_in) actions.push(["Check in", "primary", () => api.checkIn(meeting.id)]);
  ask(meeting.title, [list], actions, () => done(`${meeting.title}: done.`));
}

// Rooms × hours: meetings as bars, gaps to press or drag over.

import { h } from "./dom.js";
import { DAY, STEP, clockOf, local, minutesOn } from "./hours.js";

const OPENS = 8 * 60;
const CLOSES = 19 * 60;

export class Board {
  // `book(room, start, end)` is asked for when a gap is chosen, `open(meeting)` when a bar is.
  constructor(node, { book, open }) {
    Object.assign(this, { node, book, open });
  }

  // Bring the present into view where the day is wider than the screen.
  scrollToNow() {
    const hours = (this.now() - this.from) / (this.to - this.from);
    this.node.scrollLeft = Math.max(0, hours * (this.node.scrollWidth - 128) - 60);
  }

  show(state) {
    const focused = this.node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.state = state;
    const spans = state.meetings.filter((one) => !one.all_day).map((one) => this.span(one));
    this.from = Math.min(OPENS, ...spans.map(([start]) => Math.floor(start / 60) * 60));
    this.to = Math.max(CLOSES, ...spans.map(([, end]) => Math.ceil(end / 60) * 60));
    const floors = [...new Set(state.rooms.map((room) => room.floor))];
    this.node.style.setProperty("--hours", (this.to - this.from) / 60);
    this.node.replaceChildren(this.axis(), ...floors.flatMap((floor) => this.floor(floor)));
    if (focused) this.node.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  axis() {
    const hours = [];
    for (let minutes = this.from; minutes < this.to; minutes += 60) hours.push(h("span", { style: this.at(minutes, minutes + 60) }, String(minutes / 60)));
    return h("div", { className: "axis", "aria-hidden": "true" }, h("span", { className: "corner" }), h("div", { className: "track" }, ...hours));
  }

  floor(floor) {
    const rooms = this.state.rooms.filter((room) => room.floor === floor);
    return [h("h3", { className: "floor" }, `Floor ${floor}`), h("ul", { className: "rooms", "aria-label": `Floor ${floor}` }, ...rooms.map((room) => this.row(room)))];
  }

  row(room) {
    const meetings = this.state.meetings.filter((one) => one.room === room.name);
    const track = h("div", { className: "track gaps" }, ...meetings.map((one) => this.bar(one)), this.line());
    if (room.active) track.addEventListener("pointerdown", (event) => this.drag(event, track, room));
    return h("li", { className: `room${room.active ? "" : " away"}` }, this.label(room), track);
  }

  label(room) {
    const battery = room.battery === null ? "" : ` · ${room.battery} %`;
    const about = room.active ? `${room.capacity} seats${battery}` : "out of use";
    const low = room.battery !== null && room.battery < 20;
    const spoken = `Book ${room.name} ${about}${low ? ", battery low" : ""}`;
    const attributes = { type: "button", className: "label", "data-key": `room-${room.name}`, "aria-label": spoken, title: room.amenities.join(", "), disabled: !room.active, onclick: () => this.offer(room) };
    return h("button", attributes, h("strong", {}, room.name), " ", h("small", { className: low ? "low" : "" }, about));
  }

  bar(meeting) {
    const [start, end] = this.span(meeting);
    const now = this.now();
    const shown = meeting.all_day ? [this.from, this.to] : [start, end];
    const over = end <= now ? "over" : start <= now ? "running" : "";
    const mine = meeting.organizer ? "" : "door";
    const times = meeting.all_day ? "all day" : `${clockOf(start)} to ${clockOf(end % DAY)}`;
    const who = meeting.organizer ?? "at the door";
    const words = [meeting.title, who, meeting.room, times, meeting.checked_in ? "checked in" : ""].filter(Boolean).join(", ");
    const attributes = { type: "button", className: `bar ${over} ${mine}`, style: this.at(...shown), "data-key": meeting.id, "aria-label": words, title: words, onclick: () => this.open(meeting) };
    return h("button", attributes, h("span", {}, meeting.checked_in ? h("b", { "aria-hidden": "true" }, "✓ ") : null, meeting.title), " ", h("small", {}, who));
  }

  line() {
    const now = this.now();
    return now > this.from && now < this.to ? h("span", { className: "now-line", style: `left: ${this.share(now)}%` }) : null;
  }

  // Draw over a gap from where one presses to where one lets go; a press alone means half an hour.
  drag(event, track, room) {
    if (event.target.closest(".bar") || event.button) return;
    const first = this.minutesAt(track, event);
    const mark = track.appendChild(h("span", { className: "mark" }));
    let [start, end] = [first, first + 30];
    const draw = () => {
      mark.style.cssText = this.at(start, end);
      mark.textContent = `${clockOf(start)} – ${clockOf(end)}`;
    };
    const move = (moved) => {
      const at = this.minutesAt(track, moved);
      if (at === first) return;
      [start, end] = at > first ? [first, at + STEP] : [at, first + STEP];
      draw();
    };
    const finish = (done) => {
      track.removeEventListener("pointermove", move);
      mark.remove();
      if (done.type === "pointerup") this.book(room.name, start, end);
    };
    draw();
    track.setPointerCapture(event.pointerId);
    track.addEventListener("pointermove", move);
    track.addEventListener("pointerup", finish, { once: true });
    track.addEventListener("pointercancel", finish, { once: true });
  }

  // The first half hour that is free from now on.
  offer(room) {
    const taken = this.state.meetings.filter((one) => one.room === room.name).map((one) => this.span(one));
    const now = this.now();
    let start = now > 0 ? Math.floor(now / 5) * 5 : 9 * 60;
    for (const [from, to] of taken.sort(([one], [other]) => one - other)) if (from < start + 30 && to > start) start = to;
    start = Math.min(start, DAY - 35);
    this.book(room.name, start, start + 30);
  }

  get dragging() {
    return Boolean(this.node.querySelector(".mark"));
  }

  // Minutes of the shown day; below 0 when it is yet to come, above when it is over.
  now() {
    const at = local(this.state.now, this.state.zone);
    if (at.day === this.state.day) return at.minutes;
    return at.day < this.state.day ? -1 : DAY;
  }

  span(meeting) {
    const { day, zone } = this.state;
    return [minutesOn(day, meeting.start, zone), minutesOn(day, meeting.end, zone)];
  }

  minutesAt(track, event) {
    const box = track.getBoundingClientRect();
    const minutes = this.from + ((event.clientX - box.left) / box.width) * (this.to - this.from);
    return Math.max(this.from, Math.min(Math.floor(minutes / STEP) * STEP, this.to - STEP));
  }

  share(minutes) {
    return ((minutes - this.from) / (this.to - this.from)) * 100;
  }

  at(start, end) {
    return `left: ${this.share(start)}%; width: ${this.share(end) - this.share(start)}%`;
  }
}

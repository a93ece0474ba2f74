// The page: who is at it, one desk or two side by side, and what stands beside them.

import { backstagePane } from "./backstage.js";
import { Desk } from "./desk.js";
import { icon } from "./dom.js";
import { officePane } from "./office.js";
import { Rail } from "./rail.js";

const $ = (id) => document.getElementById(id);
const desks = [];
const rail = new Rail($("people"), (user) => active.be(user));
let active = null;
let pane = null;

function add(user, channel) {
  const desk = new Desk(show);
  desks.push(desk);
  desk.node.addEventListener("focusin", () => activate(desk));
  desk.node.addEventListener("pointerdown", () => activate(desk));
  $("desks").append(desk.node);
  desk.be(user, channel);
  return desk;
}

function activate(desk) {
  if (active === desk) return;
  active = desk;
  show();
}

function show() {
  $("desks").classList.toggle("two", desks.length > 1);
  $("split").setAttribute("aria-pressed", String(desks.length > 1));
  for (const desk of desks) desk.node.classList.toggle("active", desk === active && desks.length > 1);
  if (!active?.state) return;
  const { state, user } = active;
  rail.show({ people: active.chatting(), unread: state.unread, current: user, shown: desks.map((desk) => desk.user) });
  $("office").hidden = !state.office_url;
  const mine = Object.values(state.unread[user] ?? {}).reduce((sum, count) => sum + count, 0);
  document.title = `${mine ? `(${mine}) ` : ""}${active.me.real_name} · roombot sandbox`;
  history.replaceState(null, "", `#${desks.map((desk) => `${desk.user}/${desk.channel ?? ""}`).join("+")}`);
}

function split() {
  if (desks.length > 1) {
    const other = desks.find((desk) => desk !== active);
    desks.splice(desks.indexOf(other), 1);
    other.leave();
  } else {
    const users = active.chatting().map((person) => person.id);
    add(users.find((user) => user !== active.user));
  }
  show();
}

function toggle(name, make) {
  const isOpen = pane?.name === name;
  pane?.stop();
  pane = isOpen ? null : { name, ...make() };
  for (const id of ["office", "backstage"]) $(id).setAttribute("aria-expanded", String(pane?.name === id));
  $("pane").hidden = !pane;
  $("pane-title").textContent = pane?.title ?? "";
  $("pane-tools").replaceChildren(...(pane?.tools ?? []));
  $("pane-content").replaceChildren(...(pane ? [pane.node] : []));
  if (pane) $("pane-close").focus();
  else $(name).focus();
}

function close() {
  toggle(pane.name);
}

for (const [id, name, press] of [
  ["split", "split", split],
  ["office", "office", () => toggle("office", () => officePane(active.state.office_url))],
  ["backstage", "wrench", () => toggle("backstage", backstagePane)],
]) {
  $(id).prepend(icon(name));
  $(id).addEventListener("click", press);
}
$("pane-close").append(icon("close"));
$("pane-close").addEventListener("click", close);
$("pane").addEventListener("keydown", (event) => event.key === "Escape" && close());
document.addEventListener("visibilitychange", () => desks.forEach((desk) => desk.state && desk.read()));

const seats = location.hash.slice(1).split("+").map((seat) => seat.split("/"));
[active] = seats.map(([user, channel]) => add(user || "U0ADA", channel));
setInterval(() => desks.forEach((desk) => desk.state && desk.sidebar.tell(desk.me)), 30000);

// Conversations and people at the side, with what is unread.

import { avatar, h } from "./dom.js";

export function showPlaces(list, { places, current, unread, go }) {
  list.replaceChildren(...places.map((place) => {
    const icon = place.is_im ? avatar({ is_roombot: true }) : h("span", { className: "avatar", style: "--hue: 45", "aria-hidden": "true" }, "#");
    return item(icon, place.is_im ? "roombot" : `#${place.name}`, { current: place.id === current, count: unread[place.id] ?? 0, press: () => go(place.id) });
  }));
}

export function showPeople(list, { people, current, unread, be }) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.person : null;
  list.replaceChildren(...people.map((person) => {
    const counts = unread[person.id] ?? {};
    const count = counts[person.dm] ?? 0;
    const made = item(avatar(person), person.real_name, { current: person.id === current, count, note: about(person), press: () => be(person.id) });
    made.firstChild.dataset.person = person.id;
    return made;
  }));
  if (focused) list.querySelector(`[data-person="${focused}"]`)?.focus();
}

function item(icon, name, { current, count, note, press }) {
  const badge = count ? h("span", { className: "badge" }, String(count), h("span", { className: "visually-hidden" }, " unread")) : null;
  const [first, ...rest] = name.split(" ");
  const words = h("span", { className: "name" }, first, h("span", { className: "rest" }, ["", ...rest].join(" ")), note ? h("span", { className: "note" }, note) : null);
  return h("li", {}, h("button", { type: "button", className: "side-item", "aria-current": current ? "true" : "false", onclick: press }, icon, words, badge));
}

const HOME_ZONE = "Europe/Ljubljana";

function about(person) {
  const zone = person.tz === HOME_ZONE ? "" : person.tz.split("/").pop().replaceAll("_", " ");
  return [person.note, zone].filter(Boolean).join(", ");
}

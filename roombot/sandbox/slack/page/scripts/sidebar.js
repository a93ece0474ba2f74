// Who one is, and the conversations that one is in.

import { clock, now } from "./dates.js";
import { avatar, h } from "./dom.js";
import { describe } from "./rail.js";

export class Sidebar {
  constructor(go) {
    this.go = go;
    this.me = h("header", { className: "who" });
    this.lists = h("div", { className: "places" });
    this.node = h("nav", { className: "sidebar", "aria-label": "Conversations" }, this.me, this.lists);
  }

  show({ person, places, current, unread, online }) {
    const key = `${person.id}/${current}/${places.map((place) => place.id)}/${JSON.stringify(unread)}/${online}`;
    this.tell(person);
    if (key === this.key) return;
    this.key = key;
    const focused = this.lists.contains(document.activeElement) ? document.activeElement.dataset.place : null;
    const item = (place) => this.item(place, { isCurrent: place.id === current, unread: unread[place.id] ?? 0, online });
    this.lists.replaceChildren(
      h("h2", {}, "Channels"),
      h("ul", {}, ...places.filter((place) => !place.is_im).map(item)),
      h("h2", {}, "Apps"),
      h("ul", {}, ...places.filter((place) => place.is_im).map(item)),
    );
    if (focused) this.lists.querySelector(`[data-place="${focused}"]`)?.focus();
  }

  tell(person) {
    const time = clock(now() / 1000, { tz: person.tz, locale: person.locale });
    this.me.replaceChildren(avatar(person), h("div", {}, h("strong", {}, person.real_name), h("p", {}, `${time} · ${describe(person)}`)));
  }

  item(place, { isCurrent, unread, online }) {
    const badge = unread ? h("span", { className: "badge" }, String(unread), h("span", { className: "visually-hidden" }, " unread")) : null;
    const face = place.is_im ? avatar({ is_roombot: true }) : h("span", { className: "hash", "aria-hidden": "true" }, "#");
    const words = place.is_im ? [h("span", { className: "name" }, "roombot"), presence(online)] : [h("span", { className: "name" }, h("span", { className: "visually-hidden" }, "#"), place.name)];
    const attributes = { type: "button", className: `place${unread ? " unread" : ""}`, "data-place": place.id, "aria-current": isCurrent ? "true" : "false", onclick: () => this.go(place.id) };
    return h("li", {}, h("button", attributes, face, ...words, badge));
  }
}

export function presence(online) {
  return h("span", { className: `presence ${online ? "online" : "offline"}` }, h("span", { className: "visually-hidden" }, online ? " online" : " offline"));
}

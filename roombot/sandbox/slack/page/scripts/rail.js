// Everybody in the office, at the edge: one click to be another, with what is unread.

import { avatar, h } from "./dom.js";

export class Rail {
  constructor(list, be) {
    this.list = list;
    this.be = be;
  }

  // `current` is who one is, `shown` everybody who is on the page now.
  show({ people, unread, current, shown }) {
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.person : null;
    this.list.replaceChildren(...people.map((person) => this.item(person, sum(unread[person.id]), person.id === current, shown.includes(person.id))));
    if (this.current !== current) this.list.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest", inline: "center" });
    this.current = current;
    if (focused) this.list.querySelector(`[data-person="${focused}"]`)?.focus();
  }

  item(person, unread, isCurrent, isShown) {
    const badge = unread ? h("span", { className: "badge" }, String(unread), h("span", { className: "visually-hidden" }, " unread")) : null;
    const [first, ...rest] = person.real_name.split(" ");
    const name = h("span", { className: "name" }, first, h("span", { className: "visually-hidden" }, ["", ...rest].join(" ")));
    const about = describe(person);
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          className: `person${isShown ? " shown" : ""}`,
          "data-person": person.id,
          "aria-current": isCurrent ? "true" : "false",
          title: [person.real_name, about].filter(Boolean).join(" – "),
          onclick: () => this.be(person.id),
        },
        avatar(person),
        name,
        about ? h("span", { className: "visually-hidden" }, `, ${about}`) : null,
        badge,
      ),
    );
  }
}

const sum = (counts = {}) => Object.values(counts).reduce((all, count) => all + count, 0);

export function describe(person) {
  const zone = person.tz.split("/").pop().replaceAll("_", " ");
  const language = new Intl.DisplayNames("en", { type: "language" }).of(person.locale.split("-")[0]);
  return [person.note, zone, language].filter(Boolean).join(", ");
}

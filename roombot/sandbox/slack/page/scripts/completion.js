// Names after @, channels after #, the command after /: offered while one writes.

import { avatar, freshId, h } from "./dom.js";

const MOST = 7;

export class Completion {
  // `offers` returns what there is: people, channels, commands.
  constructor(text, offers) {
    this.text = text;
    this.offers = offers;
    this.found = [];
    this.active = 0;
    this.id = freshId("completion");
    this.list = h("div", { className: "completion", role: "listbox", id: this.id, "aria-label": "Suggestions", hidden: true });
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", this.id);
    text.addEventListener("input", () => this.look());
    text.addEventListener("blur", () => this.hide());
  }

  get open() {
    return !this.list.hidden;
  }

  look() {
    const before = this.text.value.slice(0, this.text.selectionStart);
    const match = /(?:^|\s)([@#][\p{L}\d.]*(?: \p{L}*)?)$/u.exec(before) ?? /^(\/\w*)$/.exec(before);
    if (!match) return this.hide();
    this.start = before.length - match[1].length;
    this.found = this.fitting(match[1]).slice(0, MOST);
    if (!this.found.length) return this.hide();
    this.active = 0;
    return this.show();
  }

  fitting(written) {
    const { people, channels, commands } = this.offers();
    const wanted = written.slice(1).toLowerCase();
    if (written[0] === "/") return commands.filter(({ label }) => label.startsWith(written));
    if (written[0] === "#") return channels.filter(({ name }) => name.startsWith(wanted)).map(({ id, name }) => ({ label: `#${name}`, insert: `<#${id}>` }));
    const named = people.filter((one) => [one.name, one.real_name].some((name) => name.toLowerCase().startsWith(wanted)) || one.real_name.toLowerCase().split(" ").some((part) => part.startsWith(wanted)));
    return named.map((person) => ({ label: person.real_name, note: `@${person.name}`, icon: avatar(person), insert: `@${person.real_name}` }));
  }

  show() {
    this.list.replaceChildren(...this.found.map((one, index) => this.row(one, index)));
    this.list.hidden = false;
    this.text.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
  }

  row({ label, note, icon }, index) {
    const take = (event) => {
      event.preventDefault();
      this.take(index);
    };
    const active = index === this.active;
    return h("div", { role: "option", id: `${this.id}-${index}`, className: active ? "active" : "", "aria-selected": String(active), onpointerdown: take }, icon, h("span", {}, label), note ? h("small", {}, note) : null);
  }

  hide() {
    this.list.hidden = true;
    this.text.removeAttribute("aria-activedescendant");
  }

  take(index = this.active) {
    const { insert } = this.found[index];
    const { value, selectionStart } = this.text;
    const words = `${insert} `;
    this.text.value = value.slice(0, this.start) + words + value.slice(selectionStart);
    this.text.setSelectionRange(this.start + words.length, this.start + words.length);
    this.hide();
    this.text.dispatchEvent(new Event("input"));
    this.hide();
  }

  // Take a key if it is ours.
  key(event) {
    if (!this.open || event.isComposing) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      this.active = (this.active + steps[event.key] + this.found.length) % this.found.length;
      this.show();
    } else if (event.key === "Enter" || event.key === "Tab") {
      if (event.key === "Enter" && this.isWhole()) return false;
      this.take();
    } else if (event.key === "Escape") this.hide();
    else return false;
    event.preventDefault();
    return true;
  }

  // A command that is written out is sent by Enter.
  isWhole() {
    return this.text.value === this.found[this.active].label && this.text.value.startsWith("/");
  }
}

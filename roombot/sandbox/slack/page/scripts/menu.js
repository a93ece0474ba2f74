// A list that opens below what was pressed: one or several choices, with search when it is long.

import { freshId, h } from "./dom.js";
import { float } from "./floating.js";

const SEARCH_FROM = 8;

// Resolves with the chosen values (a list), or null when nothing was chosen. `load` asks for options
// once `least` letters are written.
export function openMenu(anchor, settings) {
  return new Promise((resolve) => new Menu(anchor, settings, resolve));
}

class Menu {
  constructor(anchor, { options, several = false, chosen = [], label, most = Infinity, load, least = 0 }, resolve) {
    Object.assign(this, { options, several, most, load, least, shown: [], active: 0 });
    this.picked = new Set(chosen);
    this.id = freshId("menu");
    this.list = h("div", { role: "listbox", id: this.id, tabindex: "-1", "aria-label": label, "aria-multiselectable": several ? "true" : undefined });
    this.search = h("input", {
      type: "search",
      role: "combobox",
      placeholder: "Search",
      "aria-label": `Search ${label}`,
      "aria-controls": this.id,
      "aria-expanded": "true",
      "aria-autocomplete": "list",
      hidden: !load && options.length < SEARCH_FROM,
      oninput: () => this.searched(),
    });
    const done = h("button", { type: "button", className: "button primary done", onclick: () => this.close([...this.picked]) }, "Done");
    this.node = h("div", { className: "menu", onkeydown: (event) => this.key(event) }, this.search, this.list, several ? done : null);
    const { close, place } = float(this.node, anchor, (values) => resolve(values ?? this.left(chosen)));
    Object.assign(this, { close, place });
    this.active = Math.max(0, options.findIndex((option) => this.picked.has(option.value)));
    this.render();
    this.place();
    (this.search.hidden ? this.list : this.search).focus();
    if (load && !least) this.searched();
  }

  // As in Slack, several choices stand also when one looks elsewhere.
  left(before) {
    const changed = this.picked.size !== before.length || before.some((value) => !this.picked.has(value));
    return this.several && changed ? [...this.picked] : null;
  }

  async searched() {
    this.active = 0;
    const wanted = this.search.value;
    if (this.load && wanted.length >= this.least) {
      this.list.setAttribute("aria-busy", "true");
      const found = await this.load(wanted).catch(() => []);
      if (wanted !== this.search.value) return;
      this.options = found;
      this.list.removeAttribute("aria-busy");
    }
    this.render();
    this.place();
  }

  choose(option) {
    if (!this.several) return this.close([option.value]);
    if (!this.picked.delete(option.value) && this.picked.size < this.most) this.picked.add(option.value);
    return this.render();
  }

  key(event) {
    const inList = !event.target.classList.contains("done");
    const steps = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, Home: 0, End: this.shown.length - 1 };
    if (event.key in steps && inList) this.move(steps[event.key]);
    else if (event.key === "Enter" && inList && this.shown.length) this.choose(this.shown[this.active]);
    else if (event.key === " " && event.target === this.list && this.shown.length) this.choose(this.shown[this.active]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  move(to) {
    this.active = Math.max(0, Math.min(to, this.shown.length - 1));
    [...this.list.querySelectorAll("[role=option]")].forEach((row, index) => {
      row.classList.toggle("active", index === this.active);
      if (index !== this.active) return;
      row.scrollIntoView({ block: "nearest" });
      for (const holder of [this.list, this.search]) holder.setAttribute("aria-activedescendant", row.id);
    });
  }

  render() {
    const wanted = this.load ? "" : this.search.value.toLowerCase();
    this.shown = this.options.filter((option) => option.label.toLowerCase().includes(wanted));
    let group = null;
    this.list.replaceChildren();
    this.shown.forEach((option, index) => {
      if (option.group && option.group !== group) this.list.append(h("div", { className: "group", role: "presentation" }, (group = option.group)));
      this.list.append(this.row(option, index));
    });
    if (!this.shown.length) this.list.append(h("p", { className: "none" }, this.load && this.search.value.length < this.least ? "Write to search" : "Nothing found"));
    this.move(this.active);
  }

  row(option, index) {
    return h(
      "div",
      {
        role: "option",
        id: `${this.id}-${index}`,
        "aria-selected": this.picked.has(option.value) ? "true" : "false",
        onclick: () => this.choose(option),
        onpointermove: () => this.active !== index && this.move(index),
      },
      option.icon,
      h("span", {}, option.label, option.note ? h("small", {}, option.note) : null),
    );
  }
}

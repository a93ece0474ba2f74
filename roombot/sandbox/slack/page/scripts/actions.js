// A menu of things to do: shortcuts, a message's menu, overflow.

import { h } from "./dom.js";
import { float } from "./floating.js";

// Resolves with the chosen item, or null. Items: value, label, note, group, danger, url.
export function openActions(anchor, { items, label }) {
  return new Promise((resolve) => {
    let group = null;
    const menu = h("div", { className: "menu", role: "menu", "aria-label": label, tabindex: "-1" });
    const { close } = float(menu, anchor, resolve);
    for (const item of items) {
      if (item.group && item.group !== group) menu.append(h("div", { className: "group", role: "presentation" }, (group = item.group)));
      menu.append(row(item, close));
    }
    const rows = () => [...menu.querySelectorAll("[role=menuitem]")];
    menu.addEventListener("keydown", (event) => {
      const all = rows();
      const at = all.indexOf(document.activeElement);
      const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
      if (!(event.key in steps)) return;
      event.preventDefault();
      all.at(steps[event.key] % all.length).focus();
    });
    rows()[0]?.focus();
  });
}

function row(item, close) {
  const words = [h("span", {}, item.label), item.note ? h("small", {}, item.note) : null];
  const attributes = { role: "menuitem", tabindex: "-1", className: item.danger ? "danger" : "", onclick: () => close(item) };
  if (item.url) return h("a", { href: item.url, target: "_blank", rel: "noopener noreferrer", ...attributes }, ...words);
  return h("button", { type: "button", ...attributes }, ...words);
}

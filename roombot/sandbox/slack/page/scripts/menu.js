// A list that opens below what was pressed: one or several choices, with search when it is long.

import { h } from "./dom.js";

const SEARCH_FROM = 8;
let closeOpen = () => {};

// Resolves with the chosen values (a list), or null when nothing was chosen.
export function openMenu(anchor, { options, several = false, chosen = [], label }) {
  closeOpen();
  return new Promise((resolve) => {
    const picked = new Set(chosen);
    const list = h("div", { role: "listbox", tabindex: "-1", "aria-label": label, "aria-multiselectable": several ? "true" : undefined });
    const search = h("input", { type: "search", placeholder: "Search", "aria-label": `Search ${label}`, hidden: options.length < SEARCH_FROM });
    const done = h("button", { type: "button", className: "button primary", onclick: () => close([...picked]) }, "Done");
    const menu = h("div", { className: "menu" }, search, list, several ? done : null);
    let shown = [];
    let active = 0;

    function close(result) {
      menu.remove();
      document.removeEventListener("pointerdown", outside, true);
      anchor.setAttribute("aria-expanded", "false");
      closeOpen = () => {};
      if (anchor.isConnected) anchor.focus();
      resolve(result);
    }

    function outside(event) {
      if (!menu.contains(event.target)) close(null);
    }

    function choose(option) {
      if (!several) return close([option.value]);
      if (!picked.delete(option.value)) picked.add(option.value);
      render();
    }

    function move(to) {
      active = Math.max(0, Math.min(to, shown.length - 1));
      [...list.querySelectorAll("[role=option]")].forEach((row, index) => {
        row.classList.toggle("active", index === active);
        if (index === active) {
          row.scrollIntoView({ block: "nearest" });
          for (const holder of [list, search]) holder.setAttribute("aria-activedescendant", row.id);
        }
      });
    }

    function render() {
      const wanted = search.value.toLowerCase();
      shown = options.filter((option) => option.label.toLowerCase().includes(wanted));
      let group = null;
      list.replaceChildren();
      shown.forEach((option, index) => {
        if (option.group && option.group !== group) list.append(h("div", { className: "group", role: "presentation" }, (group = option.group)));
        list.append(row(option, index));
      });
      if (!shown.length) list.append(h("p", { className: "none" }, "Nothing found"));
      move(active);
    }

    function row(option, index) {
      const selected = picked.has(option.value) ? "true" : "false";
      return h(
        "div",
        { role: "option", id: `option-${index}`, "aria-selected": selected, onclick: () => choose(option), onpointermove: () => active !== index && move(index) },
        option.icon,
        h("span", {}, option.label),
      );
    }

    menu.addEventListener("keydown", (event) => {
      const steps = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: shown.length - 1 };
      if (event.key === "Escape") close(null);
      else if (event.key in steps && event.target !== done) move(steps[event.key]);
      else if (event.key === "Enter" && event.target !== done && shown.length) choose(shown[active]);
      else if (event.key === " " && event.target === list && shown.length) choose(shown[active]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    search.addEventListener("input", () => {
      active = 0;
      render();
    });

    closeOpen = () => close(null);
    document.body.append(menu);
    anchor.setAttribute("aria-expanded", "true");
    active = Math.max(0, options.findIndex((option) => picked.has(option.value)));
    render();
    place(menu, anchor);
    (search.hidden ? list : search).focus();
    document.addEventListener("pointerdown", outside, true);
  });
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = menu;
  const below = box.bottom + 4 + height <= innerHeight;
  menu.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`;
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
}

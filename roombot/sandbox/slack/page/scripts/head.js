// The head of a conversation: its name, and the tabs of the bot's.

import { count, h, icon } from "./dom.js";
import { presence } from "./sidebar.js";

const TABS = { home: "Home", messages: "Messages" };

export class Head {
  // `turn(tab)` shows a tab, `begin()` begins a thread with the bot.
  constructor(turn, begin) {
    this.name = h("h2", {});
    this.about = h("p", {});
    const tab = ([name, label]) => h("button", { type: "button", role: "tab", "data-tab": name, onclick: () => turn(name) }, label);
    this.tabs = h("div", { className: "tabs", role: "tablist", "aria-label": "roombot", onkeydown: (event) => this.key(event) }, ...Object.entries(TABS).map(tab));
    this.begin = h("button", { type: "button", className: "new-chat", "aria-label": "New chat", title: "New chat", onclick: begin }, icon("reply", 15), h("span", {}, "New chat"));
    this.node = h("header", { className: "head" }, this.name, this.about, this.tabs, this.begin);
  }

  show({ place, tab, online, agent }) {
    this.name.replaceChildren(...(place.is_im ? ["roombot", presence(online)] : [`#${place.name}`]));
    const there = place.has_bot ? "" : ", without roombot";
    this.about.textContent = place.is_im ? (online ? "Finds and books meeting rooms" : "Offline: it takes nothing at the moment") : `${count(place.members, "member", "members")}${there}`;
    this.tabs.hidden = !place.is_im;
    this.begin.hidden = !place.is_im || !agent;
    for (const one of this.tabs.children) {
      const isCurrent = one.dataset.tab === tab;
      one.setAttribute("aria-selected", String(isCurrent));
      one.tabIndex = isCurrent ? 0 : -1;
    }
  }

  key(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = [...this.tabs.children].find((one) => one !== document.activeElement);
    other.focus();
    other.click();
  }
}

// Where one writes: Enter sends, Shift+Enter breaks the line; names and commands are completed.

import { Completion } from "./completion.js";
import { freshId, h, icon, iconButton } from "./dom.js";

export class Composer {
  // `send(text)` takes what was written, `offers()` what can be completed, `shortcuts(anchor)` opens
  // the menu of shortcuts.
  constructor({ send, offers, shortcuts }) {
    this.send = send;
    const hint = freshId("hint");
    this.text = h("textarea", { rows: "1", "aria-describedby": hint });
    this.completion = new Completion(this.text, offers);
    this.button = h("button", { type: "submit", className: "send", "aria-label": "Send", title: "Send" }, icon("send"));
    const menu = { "aria-haspopup": "menu", "aria-expanded": "false" };
    const bolt = shortcuts ? iconButton("bolt", "Shortcuts", (event) => shortcuts(event.currentTarget), menu) : null;
    const mention = iconButton("at", "Mention someone", () => this.mention());
    this.greeting = h("p", { className: "greeting", hidden: true });
    this.prompts = h("ul", { className: "prompts", "aria-label": "Suggestions", hidden: true });
    this.hint = h("p", { className: "hint", id: hint });
    const row = h("div", { className: "composer-row" }, this.text, h("div", { className: "composer-tools" }, bolt, mention, this.button));
    this.form = h("form", { className: "composer", "aria-label": "Write a message" }, this.greeting, this.prompts, this.completion.list, row, this.hint);
    this.text.addEventListener("input", () => this.fit());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.fit();
  }

  address(name, hint = "") {
    this.text.placeholder = name;
    this.text.setAttribute("aria-label", name);
    this.hint.textContent = hint;
  }

  // Offer sentences to begin with, below a title.
  suggest({ title, prompts }) {
    this.greeting.hidden = !title || !prompts.length;
    this.greeting.textContent = title;
    this.prompts.hidden = !prompts.length;
    const offer = ({ title, message }) => h("li", {}, h("button", { type: "button", className: "prompt-chip", onclick: () => this.send(message) }, icon("bulb", 15), title));
    this.prompts.replaceChildren(...prompts.map(offer));
  }

  mention() {
    const { selectionStart: at, value } = this.text;
    const space = at && !/\s/.test(value[at - 1]) ? " " : "";
    this.text.setRangeText(`${space}@`, at, at, "end");
    this.text.focus();
    this.text.dispatchEvent(new Event("input"));
  }

  key(event) {
    if (this.completion.key(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  submit() {
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.completion.hide();
    this.fit();
    this.send(text);
  }

  fit() {
    this.text.style.height = "auto";
    if (this.text.scrollHeight) this.text.style.height = `${this.text.scrollHeight}px`; // none while it is hidden
    this.button.disabled = !this.text.value.trim();
  }
}

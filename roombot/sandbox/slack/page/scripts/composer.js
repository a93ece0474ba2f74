// Where one writes: Enter sends, Shift+Enter breaks the line, a slash gives the command.

import { h } from "./dom.js";

export class Composer {
  constructor(form, send) {
    this.form = form;
    this.text = form.querySelector("textarea");
    this.button = form.querySelector("button[type=submit]");
    this.replying = form.querySelector(".replying");
    this.thread = null;
    this.send = send;
    this.text.addEventListener("input", () => this.fit());
    this.text.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.fit();
  }

  address(name, hint) {
    this.text.placeholder = `Message ${name}`;
    this.text.setAttribute("aria-label", `Message ${name}`);
    this.form.querySelector(".hint").textContent = hint;
  }

  reply(what, author) {
    this.thread = what.thread_ts ?? what.ts;
    this.replying.replaceChildren(
      h("span", {}, `Replying in the thread of ${author}`),
      h("button", { type: "button", onclick: () => this.leaveThread() }, "Leave thread"),
    );
    this.replying.hidden = false;
    this.text.focus();
  }

  leaveThread() {
    this.thread = null;
    this.replying.hidden = true;
    this.text.focus();
  }

  key(event) {
    if (event.key === "Escape" && this.thread) this.leaveThread();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  submit() {
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.fit();
    this.send(text, this.thread);
  }

  fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    this.button.disabled = !this.text.value.trim();
  }
}

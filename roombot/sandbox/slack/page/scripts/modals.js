// The stack of modals before a person; the topmost is shown, and keeps the focus.

import { closeView, submit } from "./api.js";
import { BlockList } from "./blocks.js";
import { freshId, h, iconButton } from "./dom.js";
import { Holdings } from "./holdings.js";
import { plain } from "./mrkdwn.js";
import { usingIn } from "./using.js";

const FIELDS = "input:not([type=hidden]), textarea, button.choice";
const FOCUSABLE = `a[href], ${FIELDS}, button:not([disabled]), [tabindex="0"]`;

export class Modals {
  // `beneath` is what cannot be reached meanwhile; `surroundings()` tells reader, people, channels.
  constructor(beneath, surroundings) {
    this.beneath = beneath;
    this.surroundings = surroundings;
    this.node = h("div", { className: "modal-layer", hidden: true });
    this.open = new Map();
  }

  show(views) {
    const top = views.at(-1);
    if (!top) return this.leave();
    if (this.node.hidden) this.opener = document.activeElement;
    this.node.hidden = false;
    for (const part of this.beneath) part.inert = true;
    const ids = new Set(views.map((view) => view.id));
    for (const id of this.open.keys()) if (!ids.has(id)) this.open.delete(id);
    let modal = this.open.get(top.id);
    const isNew = this.current !== top.id;
    if (!modal) this.open.set(top.id, (modal = new Modal(this.surroundings())));
    modal.update(top, views.length);
    this.current = top.id;
    if (isNew) {
      this.node.replaceChildren(modal.node);
      modal.begin();
    }
    return undefined;
  }

  leave() {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.node.replaceChildren();
    this.open.clear();
    this.current = null;
    for (const part of this.beneath) part.inert = false;
    const back = this.opener?.isConnected && this.opener !== document.body ? this.opener : this.beneath[0].querySelector("textarea");
    back?.focus();
  }
}

class Modal {
  constructor({ reader, people, channels }) {
    this.reader = reader;
    this.holdings = new Holdings();
    const title = freshId("modal");
    this.title = h("h2", { id: title });
    this.trouble = h("p", { className: "trouble", role: "alert", hidden: true });
    this.shut = iconButton("close", "Close", () => this.close());
    this.no = h("button", { type: "button", className: "button", onclick: () => this.close() });
    this.yes = h("button", { type: "submit", className: "button primary" });
    const place = {
      reader,
      people,
      channels,
      key: title,
      where: {},
      blocks: () => this.view.blocks,
      complain: (words) => this.say(words),
    };
    this.place = place;
    this.list = new BlockList(usingIn(place, this.holdings));
    this.form = h(
      "form",
      { novalidate: true, className: "modal-form", onsubmit: (event) => this.submit(event) },
      h("header", {}, this.title, this.shut),
      h("div", { className: "modal-body" }, this.trouble, this.list.node),
      h("footer", {}, this.no, this.yes),
    );
    this.node = h("div", { className: "modal", role: "dialog", "aria-modal": "true", "aria-labelledby": title, onkeydown: (event) => this.key(event) }, this.form);
  }

  update(view, depth) {
    const isOther = this.view?.hash !== view.hash;
    const wasBare = !this.list.node.querySelector(FIELDS); // it was opened at once and is filled now
    this.view = view;
    this.place.where.view_id = view.id;
    this.holdings.learn(view.state.values);
    this.title.replaceChildren(...plain(view.title.text));
    const back = depth > 1 && !view.clear_on_close;
    this.shut.setAttribute("aria-label", back ? "Back" : "Close");
    this.no.replaceChildren(...plain(view.close?.text ?? (back ? "Back" : view.submit ? "Cancel" : "Close")));
    this.yes.hidden = !view.submit;
    this.yes.replaceChildren(...plain(view.submit?.text ?? ""));
    if (isOther) this.list.update(view.blocks);
    this.list.complain(view.errors);
    this.say(view.errors[""] ?? "");
    if (Object.keys(view.errors).length) this.list.node.querySelector("[aria-invalid]")?.focus();
    else if (isOther && this.node.isConnected && (wasBare || document.activeElement === document.body)) this.begin();
  }

  begin() {
    const wanted = this.view.blocks.flatMap((block) => [block.element, block.accessory, ...(block.elements ?? [])]).find((part) => part?.focus_on_load);
    const chosen = wanted && this.node.querySelector(`[data-action="${CSS.escape(wanted.action_id)}"]`);
    (chosen ?? this.list.node.querySelector(FIELDS) ?? (this.yes.hidden ? this.no : this.yes)).focus();
  }

  say(words) {
    this.trouble.hidden = !words;
    this.trouble.textContent = words && `⚠ ${words}`;
  }

  async submit(event) {
    event.preventDefault();
    if (!this.view.submit || this.yes.disabled) return;
    this.busy(true);
    await submit(this.reader.id, this.view.id, this.holdings.state(this.view.blocks)).catch((error) => this.say(error.message));
    this.busy(false);
  }

  busy(busy) {
    this.yes.disabled = busy;
    this.yes.setAttribute("aria-busy", String(busy));
  }

  close() {
    closeView(this.reader.id, this.view.id).catch((error) => this.say(error.message));
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
    if (event.key !== "Tab") return;
    const all = [...this.node.querySelectorAll(FOCUSABLE)].filter((one) => one.offsetParent);
    const edge = event.shiftKey ? all[0] : all.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0]).focus();
  }
}

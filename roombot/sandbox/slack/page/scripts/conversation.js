// Messages with the place to write below them: a conversation, or a thread.

import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { Timeline } from "./timeline.js";

export class Conversation {
  constructor(label, { send, offers, shortcuts }) {
    this.timeline = new Timeline(label);
    this.status = h("p", { className: "status", role: "status" });
    this.composer = new Composer({ send, offers, shortcuts });
    this.node = h("div", { className: "conversation" }, this.timeline.log, this.status, this.composer.form);
  }

  // Show what the bot is doing, or what went wrong.
  tell(status) {
    const words = status && !status.startsWith("roombot") ? `roombot ${status}` : status;
    this.status.replaceChildren(...(words ? [h("span", { className: "dots", "aria-hidden": "true" }), words] : []));
  }
}

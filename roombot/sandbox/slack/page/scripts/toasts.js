// Short words about what went wrong; they go by themselves.

import { h, iconButton } from "./dom.js";

const SHOWN = 8000;

export class Toasts {
  constructor() {
    this.node = h("div", { className: "toasts", role: "alert" });
  }

  tell(words) {
    if (!words) return;
    const toast = h("div", { className: "toast" }, h("span", {}, words), iconButton("close", "Dismiss", () => toast.remove()));
    this.node.replaceChildren(toast);
    setTimeout(() => toast.remove(), SHOWN);
  }
}

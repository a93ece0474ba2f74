// The office as Joan sees it, beside the conversations: a page of its own, from Joan's sandbox.

import { h, icon } from "./dom.js";

export function officePane(url) {
  const away = h("a", { className: "button", href: url, target: "_blank", rel: "noopener" }, icon("external", 15), "In a tab of its own");
  const frame = h("iframe", { src: url, title: "The office as Joan sees it", className: "office-frame" });
  return { title: "The office", node: h("div", { className: "office" }, h("div", { className: "pane-tools" }, away), frame), stop() {} };
}

// The office as Joan sees it, beside the conversations: a page of its own, from Joan's sandbox.

import { h, icon } from "./dom.js";

export function officePane(url) {
  const label = "Open the office in a tab of its own";
  const away = h("a", { className: "icon-button", href: url, target: "_blank", rel: "noopener", "aria-label": label, title: label }, icon("external"));
  const frame = h("iframe", { src: url, title: "The office as Joan sees it", className: "office-frame" });
  return { title: "The office", node: h("div", { className: "office" }, frame), tools: [away], stop() {} };
}

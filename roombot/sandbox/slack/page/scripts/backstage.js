// Behind the scenes: what goes wrong at one's will, and every delivery as it happens.

import * as api from "./api.js";
import { h } from "./dom.js";

const MISHAPS = {
  unreachable: ["roombot cannot be reached", "No delivery gets through; events are sent again."],
  late: ["roombot answers too late", "It hears everything, but Slack gives up after three seconds."],
  twice: ["Every event comes twice", "As Slack does now and then."],
  stale_triggers: ["Triggers have expired", "No modal opens: expired_trigger_id."],
  used_urls: ["Response URLs are used up", "Their five posts are spent."],
};
const METHODS = ["chat.postMessage", "chat.update", "chat.postEphemeral", "views.open", "views.update", "views.publish", "users.info"];
const LOOK = 2000; // milliseconds between looks at what is broken
const FAULTS = {
  limited: ["429, wait 3 s (once)", { status: 429, retry_after: 3, times: 1 }],
  broken: ["500", { status: 500 }],
  slow: ["answers 4 s late", { latency: 4 }],
  refused: ["fatal_error", { error: "fatal_error" }],
};

export function backstagePane() {
  const lines = h("ol", { className: "deliveries" });
  const details = h("pre", { className: "details", tabindex: "0", hidden: true, "aria-label": "Delivery" });
  const broken = faults();
  const node = h("div", { className: "backstage" }, h("h3", {}, "Break things"), mishaps(), broken.node, h("h3", {}, "Deliveries to roombot"), h("p", { className: "soft" }, "The latest first; press one to see all of it."), details, lines);
  const put = (line) => {
    lines.querySelector(`[data-number="${line.number}"]`)?.remove();
    lines.prepend(row(line, details));
  };
  api.deliveries().then((all) => all.forEach(put));
  const stop = api.listen("", (news) => news.kind === "delivery" && put(news.delivery));
  const looking = setInterval(broken.look, LOOK); // what strikes once is gone by itself
  const end = () => {
    clearInterval(looking);
    stop();
  };
  return { title: "Behind the scenes", node, stop: end };
}

function mishaps() {
  const list = h("div", { className: "switches" });
  api.mishaps().then(({ mishaps: now }) => {
    list.append(...Object.entries(MISHAPS).map(([name, [title, words]]) => {
      const box = h("input", { type: "checkbox", role: "switch", checked: now[name], onchange: () => api.mishaps({ [name]: box.checked }) });
      return h("label", {}, box, h("span", {}, title, h("small", {}, words)));
    }));
  });
  return list;
}

function faults() {
  const choose = (label, options) => h("select", { className: "field", "aria-label": label }, ...options.map(([value, words]) => h("option", { value }, words)));
  const method = choose("Method", METHODS.map((name) => [name, name]));
  const fault = choose("What happens", Object.entries(FAULTS).map(([name, [words]]) => [name, words]));
  const active = h("ul", { className: "faults" });
  let shown = "";
  const show = (all) => {
    if (JSON.stringify(all) === shown) return;
    shown = JSON.stringify(all);
    active.replaceChildren(...Object.entries(all).map(([name, one]) => h("li", {}, `${name}: ${spoken(one)} `, h("button", { type: "button", className: "link", onclick: async () => show(await api.removeFault(name)) }, "Repair"))));
  };
  const add = async () => show(await api.addFault(method.value, FAULTS[fault.value][1]));
  const look = () => api.mishaps().then(({ faults: now }) => show(now));
  look();
  const node = h("div", { className: "web-api" }, h("p", { className: "soft" }, "When roombot calls Slack:"), h("div", { className: "row" }, method, fault, h("button", { type: "button", className: "button", onclick: add }, "Break")), active);
  return { node, look };
}

const spoken = (fault) => fault.error ?? fault.status ?? (fault.hang ? "never answers" : `${fault.latency} s late`);

function row(line, details) {
  const problem = line.problem ? h("strong", { className: "problem" }, line.problem) : h("span", { className: "soft" }, `${Math.round(line.seconds * 1000)} ms`);
  const show = async () => {
    details.hidden = false;
    details.textContent = JSON.stringify(await api.delivery(line.number), null, 2);
    details.focus();
  };
  const again = h("button", { type: "button", className: "link", "aria-label": `Deliver ${line.number} again`, onclick: () => api.redeliver(line.number) }, "Again");
  const what = h("button", { type: "button", className: "link what", onclick: show }, line.what || line.kind);
  return h("li", { "data-number": String(line.number) }, h("span", { className: "number" }, String(line.number)), what, line.tries > 1 ? h("span", { className: "soft" }, `×${line.tries}`) : null, problem, again);
}

// Buttons, menus, pickers and inputs, by their type.

import { h } from "./dom.js";
import { openActions } from "./actions.js";
import { checks, datePicker, dateTimePicker, timePicker, writing } from "./inputs.js";
import { plain } from "./mrkdwn.js";
import { channelsSelect, externalSelect, staticSelect, usersSelect } from "./selects.js";

// `use` says where the part stands and what comes of it: reader, selection(part), keep(part, selection),
// act(element, part, selection), change(element, part, selection), suggest(part, text), people, channels.
export function element(part, use, label = {}) {
  const make = MAKERS[part.type];
  const made = make ? make(part, use, label) : h("em", {}, `(${part.type})`);
  made.dataset.action = part.action_id;
  return made;
}

const MAKERS = {
  button,
  overflow,
  static_select: staticSelect,
  multi_static_select: staticSelect,
  external_select: externalSelect,
  multi_external_select: externalSelect,
  users_select: usersSelect,
  multi_users_select: usersSelect,
  conversations_select: channelsSelect,
  multi_conversations_select: channelsSelect,
  channels_select: channelsSelect,
  multi_channels_select: channelsSelect,
  checkboxes: checks,
  radio_buttons: checks,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: (part, use, label) => writing(part, use, label, "text"),
  email_text_input: (part, use, label) => writing(part, use, label, "email"),
  url_text_input: (part, use, label) => writing(part, use, label, "url"),
  number_input: (part, use, label) => writing(part, use, label, "text", part.is_decimal_allowed ? "decimal" : "numeric"),
};

function button(part, use) {
  const attributes = {
    className: `button ${part.style ?? ""}`.trim(),
    "aria-label": part.accessibility_label,
    onclick: (event) => use.act(event.currentTarget, part),
  };
  const face = plain(part.text.text);
  if (!part.url) return h("button", { type: "button", ...attributes }, ...face);
  return h("a", { href: part.url, target: "_blank", rel: "noopener noreferrer", ...attributes }, ...face);
}

function overflow(part, use) {
  const open = async (event) => {
    const anchor = event.currentTarget;
    const items = part.options.map((option) => ({ value: option.value ?? option.text.text, label: plain(option.text.text)[0], note: option.description?.text, url: option.url }));
    const picked = await openActions(anchor, { items, label: "More" });
    if (picked) use.act(anchor, part, picked.value);
  };
  return h("button", { type: "button", className: "button overflow", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "More", onclick: open }, "•••");
}

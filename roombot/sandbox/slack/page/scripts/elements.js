// Buttons, menus, pickers and inputs. Each reports what was chosen through `use`.

import { avatar, h } from "./dom.js";
import { openMenu } from "./menu.js";
import { plain } from "./mrkdwn.js";

// `use` offers: reader, people, chosen(part, fallback), act(element, part, selected), hold(part, held).
export function element(part, use, labelledBy) {
  const make = MAKERS[part.type];
  const made = make ? make(part, use, labelledBy) : h("em", {}, `(${part.type})`);
  made.dataset.action = part.action_id;
  return made;
}

const MAKERS = {
  button,
  static_select: staticSelect,
  multi_static_select: staticSelect,
  users_select: usersSelect,
  multi_users_select: usersSelect,
  overflow,
  checkboxes: checks,
  radio_buttons: checks,
  datepicker: (part, use, label) => native(part, use, label, { type: "date", value: part.initial_date, held: "selected_date" }),
  timepicker: (part, use, label) => native(part, use, label, { type: "time", value: part.initial_time, held: "selected_time" }),
  datetimepicker: dateTime,
  plain_text_input: (part, use, label) => writing(part, use, label, "text"),
  email_text_input: (part, use, label) => writing(part, use, label, "email"),
  url_text_input: (part, use, label) => writing(part, use, label, "url"),
  number_input: (part, use, label) => writing(part, use, label, "number"),
};

function button(part, use) {
  const attributes = {
    className: `button ${part.style ?? ""}`.trim(),
    "aria-label": part.accessibility_label,
    onclick: (event) => use.act(event.currentTarget, part),
  };
  if (!part.url) return h("button", { type: "button", ...attributes }, ...plain(part.text.text));
  return h("a", { href: part.url, target: "_blank", rel: "noopener noreferrer", ...attributes }, ...plain(part.text.text));
}

function staticSelect(part, use, labelledBy) {
  const groups = part.option_groups ?? [{ options: part.options }];
  const options = groups.flatMap((group) => group.options.map((option) => choice(option, group.label?.text)));
  const initial = part.initial_options ?? (part.initial_option ? [part.initial_option] : []);
  return select(part, use, labelledBy, { options, initial: initial.map((option) => option.value) });
}

function usersSelect(part, use, labelledBy) {
  const options = use.people.map((person) => ({ value: person.id, label: person.real_name, icon: () => avatar(person) }));
  const initial = part.initial_users ?? (part.initial_user ? [part.initial_user] : []);
  return select(part, use, labelledBy, { options, initial });
}

function select(part, use, labelledBy, { options, initial }) {
  const several = part.type.startsWith("multi_");
  const chosen = use.chosen(part, initial);
  const names = options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  const placeholder = part.placeholder?.text ?? (several ? "Choose some" : "Choose one");
  const label = labelledBy ? undefined : [placeholder, ...names].join(", ");
  const anchor = h(
    "button",
    { type: "button", className: `choice${names.length ? "" : " empty"}`, "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": label, "aria-labelledby": labelledBy },
    names.length ? names.join(", ") : plain(placeholder)[0],
  );
  anchor.addEventListener("click", async () => {
    const fresh = options.map((option) => ({ ...option, icon: option.icon?.() }));
    const picked = await openMenu(anchor, { options: fresh, several, chosen, label: placeholder });
    if (picked) use.act(anchor, part, several ? picked : picked[0]);
  });
  return anchor;
}

function overflow(part, use) {
  const anchor = h("button", { type: "button", className: "choice overflow", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": "More" }, "•••");
  anchor.addEventListener("click", async () => {
    const picked = await openMenu(anchor, { options: part.options.map((option) => choice(option)), label: "More" });
    if (picked) use.act(anchor, part, picked[0]);
  });
  return anchor;
}

function checks(part, use) {
  const several = part.type === "checkboxes";
  const initial = part.initial_options ?? (part.initial_option ? [part.initial_option] : []);
  const chosen = use.chosen(part, initial.map((option) => option.value));
  const field = h("fieldset", { className: "checks" });
  const changed = () => {
    const values = [...field.querySelectorAll(":checked")].map((box) => box.value);
    use.act(field, part, several ? values : values[0]);
  };
  for (const option of part.options) {
    const box = h("input", { type: several ? "checkbox" : "radio", name: `${part.action_id}-${use.key}`, value: option.value, checked: chosen.includes(option.value), onchange: changed });
    field.append(h("label", {}, box, h("span", {}, ...plain(option.text.text), option.description ? h("small", {}, ...plain(option.description.text)) : null)));
  }
  return field;
}

// While someone types into a date, every key makes a whole new date: wait for Enter or for leaving.
function native(part, use, labelledBy, { type, value, held }) {
  const placeholder = part.placeholder?.text ?? (type === "date" ? "Date" : "Time");
  const [now] = use.chosen(part, [value]);
  const input = h("input", { type, className: "field", value: now ?? "", "aria-label": labelledBy ? undefined : placeholder, "aria-labelledby": labelledBy });
  let sent = now ?? "";
  let typing = false;
  const commit = () => {
    typing = false;
    if (!input.value || input.value === sent) return;
    sent = input.value;
    use.hold(part, { [held]: sent });
    use.act(input, part, sent);
  };
  input.addEventListener("keydown", (event) => {
    typing = event.key !== "Enter";
    if (event.key === "Enter") commit();
  });
  input.addEventListener("pointerdown", () => (typing = false));
  input.addEventListener("change", () => typing || commit());
  input.addEventListener("blur", commit);
  return input;
}

function dateTime(part, use, labelledBy) {
  const local = (seconds) => new Date(seconds * 1000 - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const input = h("input", { type: "datetime-local", className: "field", value: part.initial_date_time ? local(part.initial_date_time) : "", "aria-label": labelledBy ? undefined : "Date and time", "aria-labelledby": labelledBy });
  input.addEventListener("blur", () => input.value && use.act(input, part, Math.floor(new Date(input.value) / 1000)));
  return input;
}

function writing(part, use, labelledBy, type) {
  const input = h(part.multiline ? "textarea" : "input", {
    type: part.multiline ? undefined : type,
    className: "field",
    value: part.initial_value ?? "",
    placeholder: part.placeholder?.text,
    "aria-labelledby": labelledBy,
  });
  input.value = part.initial_value ?? "";
  input.addEventListener("input", () => use.hold(part, { value: input.value }));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !part.multiline) use.act(input, part, input.value);
  });
  return input;
}

const choice = (option, group) => ({ value: option.value ?? option.text.text, label: plain(option.text.text)[0], group });

// Boxes to tick, dates and times to pick, fields to write in.

import { fromLocal, toLocal } from "./dates.js";
import { h } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";

export function checks(part, use, { labelledBy, describedBy }) {
  const several = part.type === "checkboxes";
  const chosen = [use.selection(part) ?? []].flat();
  const field = h("div", { className: "checks", role: several ? "group" : "radiogroup", "aria-labelledby": labelledBy, "aria-label": labelledBy ? undefined : "Choices", "aria-describedby": describedBy });
  const changed = () => {
    const values = [...field.querySelectorAll(":checked")].map((box) => box.value);
    use.change(field, part, several ? values : values[0]);
  };
  for (const option of part.options) {
    const box = h("input", { type: several ? "checkbox" : "radio", name: `${part.action_id}-${use.key}`, value: option.value, checked: chosen.includes(option.value), onchange: changed });
    const words = h("span", {}, ...written(option.text, use), option.description ? h("small", {}, ...written(option.description, use)) : null);
    field.append(h("label", {}, box, words));
  }
  return field;
}

const written = (text, use) => (text.type === "mrkdwn" ? mrkdwn(text.text, use.reader) : plain(text.text));

export const datePicker = (part, use, label) => native(part, use, label, { type: "date", word: "Date" });
export const timePicker = (part, use, label) => native(part, use, label, { type: "time", word: "Time" });

export function dateTimePicker(part, use, label) {
  const reader = use.reader;
  return native(part, use, label, { type: "datetime-local", word: "Date and time", show: (value) => toLocal(value, reader), read: (local) => fromLocal(local, reader) });
}

// While someone types into a date, every key makes a whole new date: wait for Enter or for leaving.
function native(part, use, { labelledBy, describedBy }, { type, word, show = (value) => value, read = (value) => value }) {
  const now = use.selection(part);
  const input = h("input", {
    type,
    className: "field",
    "aria-label": labelledBy ? undefined : (part.placeholder?.text ?? word),
    "aria-labelledby": labelledBy,
    "aria-describedby": describedBy,
  });
  input.value = now === null ? "" : show(now);
  let sent = input.value;
  let typing = false;
  const commit = () => {
    typing = false;
    if (input.value === sent) return;
    sent = input.value;
    use.change(input, part, sent ? read(sent) : null);
  };
  input.addEventListener("keydown", (event) => {
    typing = event.key !== "Enter";
    if (event.key === "Enter") commit();
  });
  input.addEventListener("pointerdown", () => (typing = false));
  input.addEventListener("input", () => use.keep(part, input.value ? read(input.value) : null));
  input.addEventListener("change", () => typing || commit());
  input.addEventListener("blur", commit);
  return input;
}

export function writing(part, use, { labelledBy, describedBy }, type, inputMode) {
  const lines = Boolean(part.multiline);
  const input = h(lines ? "textarea" : "input", {
    type: lines ? undefined : type,
    inputmode: inputMode,
    className: "field",
    placeholder: part.placeholder?.text,
    autocomplete: "off",
    maxlength: part.max_length === undefined ? undefined : String(part.max_length),
    rows: lines ? "3" : undefined,
    "aria-labelledby": labelledBy,
    "aria-label": labelledBy ? undefined : (part.placeholder?.text ?? "Text"),
    "aria-describedby": describedBy,
  });
  input.value = use.selection(part) ?? "";
  const events = part.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  input.addEventListener("input", () => {
    use.keep(part, input.value);
    if (events.includes("on_character_entered")) use.typed(input, part, input.value);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || lines || event.isComposing) return;
    if (use.dispatches && events.includes("on_enter_pressed")) {
      event.preventDefault();
      use.change(input, part, input.value);
    }
  });
  return input;
}

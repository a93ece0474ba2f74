// Menus of one or several choices.

import { avatar, h } from "./dom.js";
import { openMenu } from "./menu.js";
import { plain } from "./mrkdwn.js";

const QUERY = 3; // letters before the bot is asked, unless it says otherwise

export function staticSelect(part, use, label) {
  const groups = part.option_groups ?? [{ options: part.options }];
  const options = groups.flatMap((group) => group.options.map((option) => choice(option, group.label?.text)));
  return select(part, use, label, { options });
}

export function usersSelect(part, use, label) {
  const options = use.people.map((person) => ({ value: person.id, label: person.real_name, icon: () => avatar(person) }));
  return select(part, use, label, { options });
}

export function channelsSelect(part, use, label) {
  const fitting = use.channels.filter((place) => !(place.is_im && part.type.includes("channels")));
  const options = fitting.map((place) => ({ value: place.id, label: place.is_im ? "roombot" : `#${place.name}` }));
  return select(part, use, label, { options });
}

export function externalSelect(part, use, label) {
  const known = [part.initial_option ?? [], part.initial_options ?? []].flat().map((option) => choice(option));
  const least = part.min_query_length ?? QUERY;
  const load = async (text) => {
    const found = await use.suggest(part, text);
    const groups = found.option_groups ?? [{ options: found.options ?? [] }];
    const options = groups.flatMap((group) => group.options.map((option) => choice(option, group.label?.text)));
    known.push(...options);
    return options;
  };
  return select(part, use, label, { options: known, load, least });
}

function select(part, use, { labelledBy, describedBy, name }, { options, load, least }) {
  const several = part.type.startsWith("multi_");
  const placeholder = part.placeholder?.text ?? (several ? "Choose some" : "Choose one");
  const anchor = h("button", {
    type: "button",
    className: "choice",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-describedby": describedBy,
  });
  const show = () => {
    const chosen = chosenIn(use.selection(part));
    const names = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);
    anchor.classList.toggle("empty", !names.length);
    anchor.replaceChildren(...(several && names.length ? names.map((one) => h("span", { className: "token" }, one)) : [names[0] ?? plain(placeholder)[0]]));
    if (labelledBy) anchor.setAttribute("aria-labelledby", `${labelledBy} ${anchor.id}`);
    else anchor.setAttribute("aria-label", [placeholder, ...names].join(", "));
  };
  anchor.id = `choice-${use.key}-${part.action_id}`;
  show();
  anchor.addEventListener("click", async () => {
    const fresh = load ? [] : options.map((option) => ({ ...option, icon: option.icon?.() }));
    const chosen = chosenIn(use.selection(part));
    const picked = await openMenu(anchor, { options: fresh, several, chosen, label: name ?? placeholder, most: part.max_selected_items, load, least });
    if (!picked) return;
    await use.change(anchor, part, several ? picked : picked[0]);
    show();
  });
  return anchor;
}

const chosenIn = (selection) => (selection === null ? [] : [selection].flat());

const choice = (option, group) => ({
  value: option.value ?? option.text.text,
  label: plain(option.text.text)[0],
  note: option.description?.text,
  group,
});


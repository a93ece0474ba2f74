// What a person has chosen or written in the parts of one message or view, but for what Slack knows.
// A selection is a string, a number, a list of strings, or null.

export class Holdings {
  constructor() {
    this.selections = new Map();
    this.known = {};
  }

  // Take the state that came with a view.
  learn(values) {
    this.known = values ?? {};
  }

  keep(block, part, selection) {
    this.selections.set(`${block.block_id}/${part.action_id}`, selection);
  }

  selection(block, part) {
    const kept = this.selections.get(`${block.block_id}/${part.action_id}`);
    if (kept !== undefined && offered(part, kept)) return kept;
    const known = this.known[block.block_id]?.[part.action_id];
    return known ? selected(known) : initial(part);
  }

  // Return what all parts of these blocks hold, by block and action.
  state(blocks) {
    const state = {};
    for (const block of blocks) {
      for (const part of partsOf(block)) {
        if (this.selections.has(`${block.block_id}/${part.action_id}`)) {
          (state[block.block_id] ??= {})[part.action_id] = this.selection(block, part);
        }
      }
    }
    return state;
  }
}

export const partsOf = (block) =>
  [...(block.type === "actions" ? block.elements : []), block.accessory, block.element].filter((part) => part?.action_id);

export const optionsOf = (part) => part.options ?? part.option_groups?.flatMap((group) => group.options);

function offered(part, selection) {
  const options = optionsOf(part);
  if (!options || selection === null) return true;
  return [selection].flat().every((value) => options.some((option) => option.value === value));
}

function selected(held) {
  const value = Object.entries(held).find(([name]) => name !== "type")?.[1] ?? null;
  if (Array.isArray(value)) return value.map((one) => one.value ?? one);
  return value?.value ?? value;
}

function initial(part) {
  const name = Object.keys(part).find((key) => key.startsWith("initial_"));
  return name ? selected({ value: part[name] }) : null;
}

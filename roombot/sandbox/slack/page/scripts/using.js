// What comes of using the parts of a message or view: it is kept, asked about, and told to the bot.

import { click, suggest } from "./api.js";
import { confirmed } from "./confirm.js";

const PAUSE = 500; // milliseconds without a key after which what is being written is told

// `place` offers reader, people, channels, where (for the bot), key, blocks() and complain(words).
export function usingIn(place, holdings) {
  return (block) => {
    const dispatches = block.type !== "input" || Boolean(block.dispatch_action);
    let pause;
    const use = {
      key: `${place.key}-${block.block_id}`,
      reader: place.reader,
      people: place.people,
      channels: place.channels,
      dispatches,
      selection: (part) => holdings.selection(block, part),
      keep: (part, selection) => holdings.keep(block, part, selection),
      suggest: (part, text) => suggest(place.reader.id, place.where, { target: part.action_id, block_id: block.block_id, value: text }),
      async act(element, part, selected) {
        if (part.confirm && !(await confirmed(part.confirm, place.reader, element))) return false;
        await press(element, { target: part.action_id, block_id: block.block_id, selected, state: holdings.state(place.blocks()) }, place);
        return true;
      },
      async change(element, part, selected) {
        const before = holdings.selection(block, part);
        holdings.keep(block, part, selected);
        if (dispatches && !(await use.act(element, part, selected))) holdings.keep(block, part, before);
      },
      typed(element, part, selected) {
        clearTimeout(pause);
        if (dispatches) pause = setTimeout(() => use.change(element, part, selected), PAUSE);
      },
    };
    return use;
  };
}

async function press(element, use, place) {
  element.setAttribute("aria-busy", "true");
  place.complain("");
  try {
    const delivery = await click(place.reader.id, place.where, use);
    if (!delivery.acknowledged) place.complain("roombot didn’t respond. Try again in a moment.");
  } catch (error) {
    place.complain(`That did not work: ${error.message}`);
  }
  element.removeAttribute("aria-busy");
}

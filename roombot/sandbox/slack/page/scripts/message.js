// One message, and what happens when a part of it is used.

import { click } from "./api.js";
import { blocks } from "./blocks.js";
import { confirmed } from "./confirm.js";
import { clock } from "./dates.js";
import { avatar, h } from "./dom.js";
import { emoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

const EYE = '<svg viewBox="0 0 20 20" width="14" height="14" aria-hidden="true"><path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Z" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="10" cy="10" r="2.2" fill="currentColor"/></svg>';

// What people chose in menus that stayed where they are: by message, block and action.
const held = new Map();

export function message(what, place, reply) {
  const { reader } = place;
  const author = reader.person(what.user);
  const body = h("div", { className: "body" }, heading(what, author, reader), content(what, place), reactions(what));
  const classes = ["message", what.visible_to ? "private" : "", isReply(what) ? "reply" : ""];
  const made = h("article", { className: classes.filter(Boolean).join(" "), "data-ts": what.ts, "aria-label": `${author.real_name}, ${clock(what.ts, reader.tz)}` });
  if (what.visible_to) made.append(onlyYou());
  made.append(avatar(author), body);
  if (!what.visible_to) made.append(h("div", { className: "tools" }, h("button", { type: "button", onclick: () => reply(what) }, "Reply in thread")));
  return made;
}

export const isReply = (what) => Boolean(what.thread_ts && what.thread_ts !== what.ts);

function heading(what, author, reader) {
  const time = h("time", { datetime: new Date(what.ts * 1000).toISOString() }, clock(what.ts, reader.tz));
  return h("div", { className: "author" }, h("strong", {}, author.real_name), author.is_bot ? h("span", { className: "app" }, "APP") : null, time);
}

function content(what, place) {
  const written = what.blocks?.length && place.reader.person(what.user).is_bot;
  const edited = what.edited ? h("span", { className: "edited" }, " (edited)") : null;
  if (!written) return h("div", { className: "text" }, ...mrkdwn(what.text, place.reader), edited);
  return h("div", {}, blocks(what.blocks, (block) => usage(what, block, place)), edited);
}

function onlyYou() {
  const note = h("p", { className: "only-you" });
  note.innerHTML = EYE;
  note.append("Only visible to you");
  return note;
}

function reactions(what) {
  if (!what.reactions?.length) return null;
  return h("div", { className: "reactions" }, ...what.reactions.map(({ name, count }) => h("span", { className: "reaction" }, `${emoji(name)} ${count}`)));
}

function usage(what, block, place) {
  const chosenKey = (part) => `${what.ts}/${block.block_id}/${part.action_id}`;
  return {
    key: `${what.ts}-${block.block_id}`,
    reader: place.reader,
    people: place.people,
    chosen: (part, initial) => held.get(chosenKey(part))?.values ?? initial,
    hold: (part, value) => held.set(chosenKey(part), { part, block, value }),
    async act(element, part, selected) {
      if (part.confirm && !(await confirmed(part.confirm, place.reader))) return element.focus();
      if (selected !== undefined && part.type !== "overflow") {
        held.set(chosenKey(part), { ...held.get(chosenKey(part)), part, block, values: [selected].flat() });
      }
      if (block.type === "input" && !block.dispatch_action) return undefined;
      return press(element, { message_ts: what.ts, target: part.action_id, block_id: block.block_id, selected, state: stateOf(what) }, place);
    },
  };
}

function stateOf(what) {
  const state = {};
  for (const [key, { part, block, value }] of held) {
    if (key.startsWith(`${what.ts}/`) && value) (state[block.block_id] ??= {})[part.action_id] = { type: part.type, ...value };
  }
  return state;
}

async function press(element, use, place) {
  const article = element.closest(".message");
  element.setAttribute("aria-busy", "true");
  article.querySelector(".problem")?.remove();
  try {
    const delivery = await click(place.reader.id, place.channel.id, use);
    if (!delivery.acknowledged) complain(article, "roombot did not answer. Try again in a moment.");
  } catch (error) {
    complain(article, `That did not work: ${error.message}`);
  }
  element.removeAttribute("aria-busy");
}

function complain(article, words) {
  article.querySelector(".body")?.append(h("p", { className: "problem", role: "alert" }, `⚠ ${words}`));
}

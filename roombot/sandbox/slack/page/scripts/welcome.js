// What stands where nothing was written yet.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";

const PROMPTS = ["a room for 6 tomorrow 2-3pm with a whiteboard", "book a room for 4 now for 30 minutes", "what do I have today?", "help"].map((message) => ({ title: message, message }));

// `offered` are the bot's own prompts, where it has any.
export function welcome(place, offered, send) {
  if (!place.is_im) {
    const words = place.has_bot
      ? "Everyone in the office reads along. Mention @roombot to ask it for a room; it answers in the thread."
      : "roombot is not in this channel, but its shortcuts work in every message’s menu.";
    return h("div", { className: "welcome" }, h("h3", {}, `This is #${place.name}`), h("p", {}, words));
  }
  const prompts = offered.prompts.length ? offered.prompts : PROMPTS;
  const offers = prompts.map(({ title, message }) => h("li", {}, h("button", { type: "button", className: "prompt", onclick: () => send(message) }, withEmoji(title))));
  return h("div", { className: "welcome" }, h("h3", {}, "Need a room?"), h("p", {}, offered.title || "Tell roombot in your own words, or try one of these."), h("ul", {}, ...offers));
}

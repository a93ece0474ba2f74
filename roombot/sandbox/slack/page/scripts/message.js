// One message; it changes in its place, and what one writes in it stays.

import { dismiss } from "./api.js";
import { BlockList } from "./blocks.js";
import { clock, fullDate } from "./dates.js";
import { avatar, count, h, icon, iconButton, settle } from "./dom.js";
import { emoji } from "./emoji.js";
import { Holdings } from "./holdings.js";
import { mrkdwn } from "./mrkdwn.js";
import { files, plainCard } from "./pictures.js";
import { usingIn } from "./using.js";

export const isReply = (what) => Boolean(what.thread_ts && what.thread_ts !== what.ts);

export class MessageView {
  // `place` offers reader, people, channels, channel, reply(what), menu(what, anchor), inThread.
  constructor(what, place) {
    this.place = place;
    this.holdings = new Holdings();
    this.lists = new Map();
    const author = place.reader.person(what.user);
    this.body = h("div", { className: "body" });
    this.content = h("div", { className: "content" });
    this.problem = h("p", { className: "problem", role: "alert", hidden: true });
    this.thread = h("div", { className: "thread-line" });
    this.body.append(heading(what, author, place.reader), this.content, this.problem, this.thread);
    this.node = h("article", {
      className: ["message", what.visible_to ? "private" : ""].join(" ").trim(),
      "data-ts": what.ts,
      "aria-label": `${author.real_name}, ${clock(what.ts, place.reader)}`,
    });
    if (what.visible_to) this.node.append(this.onlyYou(what));
    this.node.append(avatar(author), this.body);
    if (!what.visible_to) this.node.append(this.tools(what));
    this.update(what);
  }

  update(what) {
    this.what = what;
    const edited = what.edited ? h("span", { className: "edited" }, "(edited)") : null;
    const parts = this.isWritten() ? [this.blocks("", what.blocks), edited] : [this.words(what.text, edited)];
    if (what.files) parts.push(files(what.files));
    parts.push(...(what.attachments ?? []).map((card) => this.card(card)));
    if (what.reactions?.length) parts.push(reactions(what));
    settle(this.content, parts.filter(Boolean));
  }

  // The line below a message that leads to its thread.
  count(replies) {
    if (this.place.inThread || !replies.length) return this.thread.replaceChildren();
    const people = [...new Set(replies.map((one) => one.user))].map((id) => avatar(this.place.reader.person(id)));
    const last = clock(replies.at(-1).ts, this.place.reader);
    const words = [h("strong", {}, count(replies.length, "reply", "replies")), h("span", { className: "last" }, `Last at ${last}`)];
    const open = () => this.place.reply(this.what);
    return this.thread.replaceChildren(h("button", { type: "button", className: "replies", onclick: open }, ...people.slice(0, 4), ...words));
  }

  isWritten() {
    return this.what.blocks?.length && this.place.reader.person(this.what.user).is_bot;
  }

  words(text, edited) {
    if (!text) return edited;
    return h("div", { className: "text" }, ...mrkdwn(text, this.place.reader), edited ? " " : null, edited);
  }

  card(card) {
    const inside = card.blocks ? [this.blocks(card.app_unfurl_url ?? card.id, card.blocks)] : plainCard(card, this.place.reader);
    return h("div", { className: "card" }, ...inside);
  }

  blocks(name, blocks) {
    const { reader, people, channels, channel } = this.place;
    const using = {
      reader,
      people,
      channels,
      key: this.what.ts,
      where: { channel: channel.id, message_ts: this.what.ts },
      blocks: () => [...(this.what.blocks ?? []), ...(this.what.attachments ?? []).flatMap((card) => card.blocks ?? [])],
      complain: (words) => this.complain(words),
    };
    if (!this.lists.has(name)) this.lists.set(name, new BlockList(usingIn(using, this.holdings)));
    const list = this.lists.get(name);
    list.update(blocks);
    return list.node;
  }

  complain(words) {
    this.problem.hidden = !words;
    this.problem.textContent = words && `⚠ ${words}`;
  }

  onlyYou(what) {
    const { reader, channel } = this.place;
    const away = () => dismiss(reader.id, channel.id, what.ts);
    return h("p", { className: "only-you" }, icon("eye", 14), "Only visible to you · ", h("button", { type: "button", onclick: away }, "Dismiss"));
  }

  tools(what) {
    const reply = this.place.inThread ? null : iconButton("reply", "Reply in thread", () => this.place.reply(what));
    const more = iconButton("more", "More actions", (event) => this.place.menu(this.what, event.currentTarget), { "aria-haspopup": "menu", "aria-expanded": "false" });
    return h("div", { className: "tools" }, reply, more);
  }
}

function heading(what, author, reader) {
  const time = h("time", { datetime: new Date(what.ts * 1000).toISOString(), title: fullDate(what.ts, reader) }, clock(what.ts, reader));
  return h("div", { className: "author" }, h("strong", {}, author.real_name), author.is_bot ? h("span", { className: "app" }, "APP") : null, time);
}

function reactions(what) {
  return h("div", { className: "reactions" }, ...what.reactions.map(({ name, count: number }) => h("span", { className: "reaction", role: "img", "aria-label": `${name}: ${number}` }, `${emoji(name)} ${number}`)));
}

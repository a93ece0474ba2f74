// The list of messages: each in its place, replies below their parents.

import { dayOf } from "./dates.js";
import { h } from "./dom.js";
import { isReply, message } from "./message.js";
import { withEmoji } from "./emoji.js";

const TOGETHER = 300; // seconds in which messages of one author stand together
const NEAR = 120; // pixels from the end that count as being at the end

export class Timeline {
  constructor(log, { reply, send }) {
    this.log = log;
    this.reply = reply;
    this.send = send;
  }

  // Show a conversation from the beginning.
  show(place) {
    this.place = place;
    this.messages = new Map(place.channel.messages.map((what) => [what.ts, what]));
    this.render();
    this.log.scrollTop = this.log.scrollHeight;
  }

  put(what) {
    const atEnd = this.atEnd();
    const isNew = !this.messages.has(what.ts);
    this.messages.set(what.ts, what);
    this.update(what);
    if (isNew && (atEnd || what.user === this.place.reader.id)) this.reveal(what);
    else if (atEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  remove(ts) {
    this.messages.delete(ts);
    this.render();
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  reveal(what) {
    if (isReply(what)) this.find(what.ts)?.scrollIntoView({ block: "nearest" });
    else this.log.scrollTop = this.log.scrollHeight;
  }

  // Replace one message where it stands; everything else stays untouched, focus included.
  update(what) {
    const old = this.find(what.ts);
    if (!old) return this.render();
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    const fresh = this.article(what);
    fresh.classList.toggle("follows", old.classList.contains("follows"));
    old.replaceWith(fresh);
    if (focused) (fresh.querySelector(`[data-action="${CSS.escape(focused)}"]`) ?? this.log).focus({ preventScroll: true });
    return undefined;
  }

  find(ts) {
    return this.log.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  }

  article(what) {
    return message(what, this.place, this.reply);
  }

  render() {
    const kept = new Map([...this.log.querySelectorAll(".message")].map((article) => [article.dataset.ts, article]));
    const shown = [];
    let before = null;
    for (const what of this.ordered()) {
      const day = dayOf(what.ts, this.place.reader.tz);
      if (!isReply(what) && day !== before?.day) shown.push(h("p", { className: "day" }, day));
      const article = kept.get(what.ts) ?? this.article(what);
      article.classList.toggle("follows", follows(what, before?.what, day === before?.day));
      shown.push(article);
      before = { what, day: isReply(what) ? before?.day : day };
    }
    if (!shown.length) shown.push(this.welcome());
    this.log.replaceChildren(...shown);
  }

  // Oldest first, replies directly after their parent.
  ordered() {
    const all = [...this.messages.values()].sort((one, other) => (one.ts < other.ts ? -1 : 1));
    const roots = all.filter((what) => !isReply(what) || !this.messages.has(what.thread_ts));
    return roots.flatMap((root) => [root, ...all.filter((what) => isReply(what) && what.thread_ts === root.ts)]);
  }

  welcome() {
    const { channel, prompts } = this.place;
    if (!channel.is_im) {
      return h("div", { className: "welcome" }, h("h3", {}, `This is #${channel.name}`), h("p", {}, "Everyone in the office reads along. Mention @roombot to ask it for a room; it answers in the thread."));
    }
    const offers = prompts.map(({ title, message: sentence }) => h("li", {}, h("button", { type: "button", className: "prompt", onclick: () => this.send(sentence) }, withEmoji(title))));
    return h("div", { className: "welcome" }, h("h3", {}, "Need a room?"), h("p", {}, "Tell roombot in your own words, or try one of these."), h("ul", {}, ...offers));
  }
}

function follows(what, before, sameDay) {
  if (!before || !sameDay || what.visible_to || before.visible_to || isReply(before) !== isReply(what)) return false;
  return what.user === before.user && what.ts - before.ts < TOGETHER && what.thread_ts === before.thread_ts;
}

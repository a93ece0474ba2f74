// A list of messages, each in its place: a conversation without its replies, or one thread.

import { dayOf } from "./dates.js";
import { count, h, settle } from "./dom.js";
import { MessageView, isReply } from "./message.js";

const TOGETHER = 300; // seconds in which messages of one author stand together
const NEAR = 120; // pixels from the end that count as being at the end

export class Timeline {
  constructor(label) {
    this.log = h("div", { className: "log", role: "log", "aria-live": "polite", "aria-label": label, tabindex: "0" });
    this.views = new Map();
    this.log.addEventListener("scroll", () => (this.isAtEnd = this.atEnd()));
    this.log.addEventListener("load", () => this.stay(), true); // a picture has got its height
    new ResizeObserver(() => this.stay()).observe(this.log);
    new MutationObserver(() => this.stay()).observe(this.log, { childList: true, subtree: true });
  }

  // Show a conversation, or the thread of a message in it, from the beginning. `place.empty` makes
  // what stands where there are no messages.
  show(place, threadTs = null) {
    this.place = { ...place, inThread: Boolean(threadTs) };
    this.thread = threadTs;
    this.unreadFrom = threadTs ? null : place.channel.read_until;
    this.messages = new Map(place.channel.messages.map((what) => [what.ts, what]));
    this.views.clear();
    this.render();
    this.toEnd();
  }

  // Who reads the end goes on to read it, whatever comes or grows.
  stay() {
    if (this.isAtEnd) this.toEnd();
  }

  toEnd() {
    this.isAtEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  put(what) {
    const atEnd = this.atEnd();
    const isNew = !this.messages.has(what.ts);
    this.messages.set(what.ts, what);
    this.views.get(what.ts)?.update(what);
    if (isNew) this.render();
    this.tally();
    if (atEnd || (isNew && what.user === this.place.reader.id)) this.toEnd();
  }

  remove(ts) {
    const focused = this.views.get(ts)?.node.contains(document.activeElement);
    this.messages.delete(ts);
    this.views.delete(ts);
    this.render();
    if (focused) this.log.focus();
  }

  // Is this message one of those that are shown here?
  shows(what) {
    return this.thread ? what.ts === this.thread || what.thread_ts === this.thread : !isReply(what) || !this.messages.has(what.thread_ts);
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  render() {
    const shown = [];
    const { reader } = this.place;
    let before = null;
    for (const what of this.ordered()) {
      const day = dayOf(what.ts, reader);
      if (day !== before?.day) shown.push(h("p", { className: "day" }, h("span", {}, day)));
      if (this.thread && before?.what.ts === this.thread) shown.push(this.separator());
      if (this.isFirstUnread(what, before?.what)) shown.push(h("p", { className: "new" }, h("span", {}, "New")));
      const view = this.view(what);
      view.node.classList.toggle("follows", follows(what, before?.what, day === before?.day, this.thread));
      shown.push(view.node);
      before = { what, day };
    }
    if (!shown.length && this.place.empty) shown.push(this.place.empty());
    settle(this.log, shown);
    this.tally();
  }

  view(what) {
    if (!this.views.has(what.ts)) this.views.set(what.ts, new MessageView(what, this.place));
    return this.views.get(what.ts);
  }

  ordered() {
    return [...this.messages.values()].filter((what) => this.shows(what)).sort((one, other) => (one.ts < other.ts ? -1 : 1));
  }

  replies(ts) {
    return [...this.messages.values()].filter((what) => isReply(what) && what.thread_ts === ts).sort((one, other) => (one.ts < other.ts ? -1 : 1));
  }

  tally() {
    for (const [ts, view] of this.views) view.count(this.replies(ts));
    const line = this.log.querySelector(".thread-count span");
    if (line) line.textContent = count(this.replies(this.thread).length, "reply", "replies");
  }

  separator() {
    return h("p", { className: "thread-count" }, h("span", {}, ""));
  }

  isFirstUnread(what, before) {
    if (!this.unreadFrom || what.ts <= this.unreadFrom || what.user === this.place.reader.id) return false;
    return Boolean(before) && before.ts <= this.unreadFrom;
  }
}

function follows(what, before, sameDay, thread) {
  if (!before || !sameDay || what.visible_to || before.visible_to || before.ts === thread || what.assistant_app_thread) return false;
  return what.user === before.user && what.ts - before.ts < TOGETHER;
}

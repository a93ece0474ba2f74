// One person at Slack: their conversations, the thread beside, the bot's Home and modals.

import * as api from "./api.js";
import { openActions } from "./actions.js";
import { Conversation } from "./conversation.js";
import { setClock } from "./dates.js";
import { h, iconButton } from "./dom.js";
import { Head } from "./head.js";
import { Home } from "./home.js";
import { Modals } from "./modals.js";
import { Sidebar } from "./sidebar.js";
import { Toasts } from "./toasts.js";
import { welcome } from "./welcome.js";

export class Desk {
  // `changed()` is called when something that the whole page shows has changed.
  constructor(changed) {
    this.changed = changed;
    this.state = null;
    this.tab = "messages";
    this.stop = () => {};
    this.sidebar = new Sidebar((id) => this.go(id));
    this.head = new Head((tab) => this.turn(tab), () => this.begin());
    const offers = () => this.offers();
    const shortcuts = (anchor) => this.shortcuts(anchor);
    this.talk = new Conversation("Messages", { offers, shortcuts, send: (text) => this.send(text) });
    this.aside = new Conversation("Thread", { offers, send: (text) => this.send(text, this.thread) });
    this.toasts = new Toasts();
    this.home = new Home(() => this.surroundings(), (words) => this.toasts.tell(words));
    this.threadName = h("h3", {}, "Thread");
    this.threadPane = h("aside", { className: "thread", "aria-label": "Thread", hidden: true }, h("header", {}, this.threadName, iconButton("close", "Close thread", () => this.closeThread())), this.aside.node);
    this.threadPane.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.closeThread());
    const main = h("div", { className: "main" }, this.head.node, this.talk.node, this.home.node);
    const slack = h("div", { className: "slack" }, this.sidebar.node, main, this.threadPane);
    this.modals = new Modals([slack], () => this.surroundings());
    this.node = h("section", { className: "desk" }, slack, this.modals.node, this.toasts.node);
  }

  get me() {
    return this.person(this.user);
  }

  be(user, channel = null) {
    this.stop();
    this.user = user;
    this.channel = channel;
    this.state = null;
    this.tab = "messages";
    this.closeThread();
    this.modals.show([]);
    this.stop = api.listen(user, (news) => this.user === user && this.hear(news));
    this.open();
  }

  leave() {
    this.stop();
    this.node.remove();
  }

  open() {
    api.openApp(this.user, this.tab).catch((error) => this.complain(error));
  }

  // A connection begins or begins anew: look at everything.
  async refresh() {
    const { user } = this;
    const seen = await api.look(user);
    if (user !== this.user) return; // someone else by now
    this.state = seen;
    setClock(seen.now);
    if (!this.state.channels.some((place) => place.id === this.channel)) this.channel = this.me.dm;
    this.name(this.me.real_name);
    this.go(this.channel);
    this.modals.show(seen.modals);
  }

  // Two desks stand side by side: their parts are told apart by whose they are.
  name(person) {
    this.node.setAttribute("aria-label", person);
    for (const [part, label] of [
      [this.sidebar.node, "Conversations"],
      [this.talk.composer.form, "Write a message"],
      [this.threadPane, "Thread"],
      [this.aside.composer.form, "Write a reply"],
    ]) part.setAttribute("aria-label", `${label}, ${person}`);
  }

  go(id) {
    const isOther = this.channel !== id;
    this.channel = id;
    if (isOther) this.closeThread();
    if (isOther && this.tab === "home") this.tab = "messages";
    const place = this.place();
    const name = place.is_im ? "roombot" : `#${place.name}`;
    this.talk.composer.address(`Message ${name}`, this.hint(place));
    this.suggest();
    this.talk.tell(place.status);
    this.showTalk();
    if (this.thread) this.aside.timeline.show(this.surroundings(), this.thread);
    this.show();
    this.read();
  }

  showTalk() {
    const empty = () => welcome(this.place(), this.offered(), (sentence) => this.send(sentence));
    this.talk.timeline.show({ ...this.surroundings(), empty });
  }

  // What the bot offers to begin with: above the composer, or in place of the first messages.
  suggest() {
    const nothing = { title: "", prompts: [] };
    this.talk.composer.suggest(this.place().messages.length ? this.offered() : nothing);
    this.aside.composer.suggest(this.thread ? this.offered(this.thread) : nothing);
  }

  offered(thread = null) {
    return this.place().offered.find((one) => one.thread_ts === thread) ?? { title: "", prompts: [] };
  }

  turn(tab) {
    this.tab = tab;
    this.open();
    this.show();
    if (tab === "messages") this.read();
  }

  show() {
    const { state, channel, user } = this;
    const isHome = this.tab === "home";
    this.sidebar.show({ person: this.me, places: state.channels, current: channel, unread: state.unread[user] ?? {}, online: state.online });
    this.head.show({ place: this.place(), tab: this.tab, online: state.online, agent: state.agent });
    this.talk.node.hidden = isHome;
    this.home.node.hidden = !isHome;
    if (isHome) this.home.show(state.home);
    this.changed();
  }

  hear(news) {
    if (news.kind === "hello") return this.refresh();
    return this.state ? HEARD[news.kind]?.call(this, news) : undefined;
  }

  read() {
    const unread = this.state.unread[this.user]?.[this.channel];
    if (document.visibilityState === "visible" && this.tab === "messages" && unread) api.read(this.user, this.channel).catch((error) => this.complain(error));
  }

  async send(text, thread) {
    try {
      if (text.startsWith("/")) await api.command(this.user, this.channel, text, thread);
      else this.warn(await api.say(this.user, this.channel, text, thread));
    } catch (error) {
      this.complain(error);
    }
  }

  reply(what) {
    this.thread = what.thread_ts ?? what.ts;
    this.threadPane.hidden = false;
    this.node.classList.add("has-thread");
    this.aside.timeline.show(this.surroundings(), this.thread);
    this.aside.composer.address("Reply in thread", "Slash commands do not work in threads.");
    this.suggest();
    this.nameThread();
    this.aside.composer.text.focus();
  }

  nameThread() {
    const root = this.place().messages.find((one) => one.ts === this.thread);
    this.threadName.textContent = root?.assistant_app_thread?.title ?? "Thread";
  }

  async begin() {
    try {
      const { thread_ts: ts } = await api.openThread(this.user);
      if (this.place().is_im) this.reply({ ts });
    } catch (error) {
      this.complain(error);
    }
  }

  closeThread() {
    if (!this.thread) return;
    const opener = this.talk.timeline.views.get(this.thread)?.node.querySelector(".replies, .tools button");
    this.thread = null;
    this.threadPane.hidden = true;
    this.node.classList.remove("has-thread");
    (opener ?? this.talk.composer.text).focus();
  }

  async shortcuts(anchor) {
    const items = this.ofKind("shortcut");
    const picked = await openActions(anchor, { items, label: "Shortcuts" });
    if (picked) this.take(api.shortcut(this.user, picked.value));
  }

  async menu(what, anchor) {
    const picked = await openActions(anchor, { items: this.ofKind("message_action"), label: "Message" });
    if (picked) this.take(api.messageShortcut(this.user, this.channel, what.ts, picked.value));
  }

  ofKind(kind) {
    const fitting = this.state.shortcuts.filter((one) => one.kind === kind);
    return fitting.map(({ callback_id: value, name }) => ({ value, label: name, group: "roombot" }));
  }

  async take(doing) {
    try {
      const delivery = await doing;
      if (!delivery.acknowledged) this.toasts.tell("roombot didn’t respond. Try again in a moment.");
    } catch (error) {
      this.complain(error);
    }
  }

  warn(deliveries) {
    const lost = deliveries.find((delivery) => !delivery.acknowledged);
    if (lost) this.toasts.tell(`roombot has not taken this yet (${lost.attempts.at(-1).problem}); Slack will send it again.`);
  }

  complain(error) {
    this.toasts.tell(`The sandbox says: ${error.message}`);
  }

  hint(place) {
    if (place.is_im) return `Enter sends. ${this.state.command} works too, try ${this.state.command} help.`;
    return place.has_bot ? `Write @roombot and what you need, or ${this.state.command}.` : "roombot is not in this channel.";
  }

  offers() {
    const bot = this.reader.person(this.state.bot);
    const commands = [{ label: this.state.command, note: this.state.usage_hint, insert: this.state.command }];
    return { people: [bot, ...this.chatting()], channels: this.state.channels.filter((place) => !place.is_im), commands };
  }

  surroundings() {
    return {
      reader: this.reader,
      people: this.chatting(),
      channels: this.state.channels,
      channel: this.place(),
      reply: (what) => this.reply(what),
      menu: (what, anchor) => this.menu(what, anchor),
    };
  }

  get reader() {
    const { id, tz, locale } = this.me;
    const { bot, channels } = this.state;
    return {
      id,
      tz,
      locale,
      person: (one) => ({ ...(this.person(one) ?? { id: one, real_name: one }), is_bot: one === bot || one === "USLACKBOT", is_roombot: one === bot }),
      personName: (one) => this.person(one)?.real_name ?? one,
      channelName: (one) => channels.find((place) => place.id === one)?.name ?? one,
    };
  }

  place(id = this.channel) {
    return this.state.channels.find((one) => one.id === id);
  }

  person(id) {
    return this.state?.people.find((one) => one.id === id);
  }

  chatting() {
    return this.state.people.filter((one) => one.can_chat);
  }
}

const HEARD = {
  message({ channel, message }) {
    const place = this.place(channel);
    if (!place) return this.refresh();
    place.messages = [...place.messages.filter((one) => one.ts !== message.ts), message];
    if (channel !== this.channel) return undefined;
    this.talk.timeline.put(message);
    if (this.thread && (message.ts === this.thread || message.thread_ts === this.thread)) this.aside.timeline.put(message);
    if (message.ts === this.thread) this.nameThread();
    return undefined;
  },
  deleted({ channel, ts }) {
    const place = this.place(channel);
    if (place) place.messages = place.messages.filter((one) => one.ts !== ts);
    if (channel !== this.channel) return;
    this.talk.timeline.remove(ts);
    if (this.thread) this.aside.timeline.remove(ts);
  },
  unread({ unread }) {
    this.state.unread = unread;
    this.show();
    this.read();
  },
  status({ channel, thread_ts: thread, status }) {
    const place = this.place(channel);
    if (place) place.status = status;
    if (channel !== this.channel) return;
    this.talk.tell(status);
    if (!status || thread === this.thread) this.aside.tell(status);
  },
  prompts({ channel, ...offered }) {
    const place = this.place(channel);
    if (place) place.offered = [...place.offered.filter((one) => one.thread_ts !== offered.thread_ts), offered];
    if (channel !== this.channel) return;
    this.suggest();
    if (!place.messages.length) this.showTalk();
  },
  views({ home, modals }) {
    this.state.home = home;
    this.modals.show(modals);
    if (this.tab === "home") this.home.show(home);
  },
  clock({ now }) {
    setClock(now);
    this.sidebar.tell(this.me);
    this.talk.timeline.render();
  },
  delivery({ online }) {
    if (online === this.state.online) return;
    this.state.online = online;
    this.show();
  },
};

// The page: who one is, which conversation is open, and what happens meanwhile.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { Timeline } from "./timeline.js";
import { showPeople, showPlaces } from "./side.js";

const PROMPTS = [
  "a room for 6 tomorrow 2-3pm with a whiteboard",
  "book a room for 4 now for 30 minutes",
  "what do I have today?",
  "help",
].map((message) => ({ title: message, message }));

const $ = (id) => document.getElementById(id);
const composer = new Composer($("composer"), send);
const timeline = new Timeline($("log"), { send, reply });
let state = null;
let user = null;
let channel = null;
let stopListening = () => {};

function be(id, place) {
  stopListening();
  user = id;
  channel = place ?? null;
  api.openApp(id).catch(complain);
  stopListening = api.listen(id, (news) => user === id && hear(news));
}

// A connection begins or begins anew: look at everything.
async function refresh() {
  const viewer = user;
  const seen = await api.look(viewer);
  if (viewer !== user) return; // someone else by now
  state = seen;
  const places = state.channels.map((place) => place.id);
  if (!places.includes(channel)) channel = person(user).dm;
  go(channel);
}

function go(id) {
  if (!state.channels.some((place) => place.id === id)) return;
  channel = id;
  history.replaceState(null, "", `#${user}/${channel}`);
  const place = current();
  composer.leaveThread();
  $("place-name").textContent = place.is_im ? "roombot" : `#${place.name}`;
  $("place-about").textContent = place.is_im ? "Finds and books meeting rooms" : "Everyone in the office";
  composer.address(place.is_im ? "roombot" : `#${place.name}`, hint(place));
  showStatus(place.status);
  showTimeline();
  showSide();
  markRead();
}

function showTimeline() {
  const place = current();
  timeline.show({ reader, people: chatting(), channel: place, prompts: place.prompts.length ? place.prompts : PROMPTS });
}

function hear(news) {
  const heard = { hello: refresh, message: hearMessage, deleted: hearDeleted, unread: hearUnread, status: hearStatus, prompts: hearPrompts };
  heard[news.kind]?.(news);
}

function hearMessage({ channel: where, message }) {
  const place = state?.channels.find((one) => one.id === where);
  if (!place) return state && refresh();
  place.messages = [...place.messages.filter((one) => one.ts !== message.ts), message];
  if (where !== channel) return undefined;
  timeline.put(message);
  return markRead();
}

function hearDeleted({ channel: where, ts }) {
  const place = state?.channels.find((one) => one.id === where);
  if (place) place.messages = place.messages.filter((one) => one.ts !== ts);
  if (where === channel) timeline.remove(ts);
}

function hearUnread({ unread }) {
  if (!state) return;
  state.unread = unread;
  showSide();
}

function hearStatus({ channel: where, status }) {
  const place = state?.channels.find((one) => one.id === where);
  if (place) place.status = status;
  if (where === channel) showStatus(status);
}

function hearPrompts({ channel: where, prompts }) {
  const place = state?.channels.find((one) => one.id === where);
  if (place) place.prompts = prompts;
  if (where === channel && !place.messages.length) showTimeline();
}

async function send(text, thread) {
  try {
    if (text.startsWith("/")) await api.command(user, channel, text, thread);
    else warn(await api.say(user, channel, text, thread));
  } catch (error) {
    complain(error);
  }
}

function reply(what) {
  composer.reply(what, reader.personName(what.user));
}

function warn(deliveries) {
  const lost = deliveries.find((delivery) => !delivery.acknowledged);
  if (lost) showStatus(`roombot has not taken this yet (${lost.attempts.at(-1).problem}); it will be sent again.`);
}

function showStatus(status) {
  $("status").textContent = status && !status.startsWith("roombot") ? `roombot ${status}` : status;
}

function showSide() {
  const unread = state.unread;
  showPlaces($("places"), { places: state.channels, current: channel, unread: unread[user] ?? {}, go });
  showPeople($("people"), { people: chatting(), current: user, unread, be });
  const mine = Object.values(unread[user] ?? {}).reduce((sum, count) => sum + count, 0);
  document.title = `${mine ? `(${mine}) ` : ""}${person(user).real_name} · roombot sandbox`;
}

function markRead() {
  if (document.visibilityState === "visible" && state.unread[user]?.[channel] !== 0) api.read(user, channel).catch(complain);
}

function complain(error) {
  showStatus(`roombot sandbox: ${error.message}`);
}

function hint(place) {
  if (place.is_im) return `Enter sends. ${state.command} works too, try ${state.command} help.`;
  return `Write @roombot and what you need, or ${state.command}.`;
}

const current = () => state.channels.find((place) => place.id === channel);
const person = (id) => state.people.find((one) => one.id === id);
const chatting = () => state.people.filter((one) => one.can_chat);

const reader = {
  get id() {
    return user;
  },
  get tz() {
    return person(user).tz;
  },
  person: (id) => ({ ...(person(id) ?? { id, real_name: id }), is_bot: id === state.bot || id === "USLACKBOT", is_roombot: id === state.bot }),
  personName: (id) => person(id)?.real_name ?? id,
  channelName: (id) => state.channels.find((place) => place.id === id)?.name ?? id,
};

document.addEventListener("visibilitychange", () => state && markRead());
const [startUser, startChannel] = location.hash.slice(1).split("/");
be(startUser || "U0ADA", startChannel);

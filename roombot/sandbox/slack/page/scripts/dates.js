// Dates as Slack writes them, in the zone and language of whoever reads, by the office's clock.

const FORMS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  day_divider_pretty: { weekday: "long", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};
const DAY = 86400000;

let ahead = 0; // milliseconds by which the office's clock is ahead of this machine's

export const setClock = (seconds) => (ahead = seconds * 1000 - Date.now());
export const now = () => Date.now() + ahead;

export function formatDate(seconds, template, reader) {
  const moment = new Date(seconds * 1000);
  return template.replace(/\{(\w+)\}/g, (whole, token) => formatToken(moment, token, reader) ?? whole);
}

export const clock = (seconds, reader) => format(new Date(seconds * 1000), FORMS.time, reader);

export function dayOf(seconds, reader) {
  const moment = new Date(seconds * 1000);
  return capital(dayName(moment, reader)) ?? format(moment, FORMS.day_divider_pretty, reader);
}

export const fullDate = (seconds, reader) => format(new Date(seconds * 1000), { dateStyle: "full", timeStyle: "short" }, reader);

// A moment as <input type="datetime-local"> wants it, in the reader's zone; and back.
export function toLocal(seconds, reader) {
  const parts = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: reader.tz });
  return parts.format(new Date(seconds * 1000)).replace(" ", "T");
}

export function fromLocal(local, reader) {
  const guess = Date.parse(`${local}:00Z`) / 1000;
  const shown = Date.parse(`${toLocal(guess, reader)}:00Z`) / 1000;
  return guess - (shown - guess);
}

function formatToken(moment, token, reader) {
  if (token === "ago") return ago(moment, reader);
  const plain = token.replace("_pretty", "");
  const form = FORMS[token] ?? FORMS[plain];
  if (!form) return null;
  const pretty = plain === token ? null : dayName(moment, reader);
  return pretty ?? format(moment, form, reader);
}

function format(moment, form, reader) {
  return new Intl.DateTimeFormat(reader.locale, { ...form, timeZone: reader.tz }).format(moment);
}

function dayName(moment, reader) {
  const key = (date) => format(date, FORMS.date_num, { ...reader, locale: "en-US", tz: reader.tz });
  const days = [-1, 0, 1].find((shift) => key(new Date(now() + shift * DAY)) === key(moment));
  return days === undefined ? null : new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" }).format(days, "day");
}

function ago(moment, reader) {
  const minutes = Math.round((moment - now()) / 60000);
  const relative = new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1440), "day");
}

const capital = (words) => words && words[0].toUpperCase() + words.slice(1);

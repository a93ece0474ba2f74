// Dates as Slack writes them, in the zone of whoever reads.

const LOCALE = "en-US";
const FORMS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

export function formatDate(seconds, template, zone) {
  const moment = new Date(seconds * 1000);
  return template.replace(/\{(\w+)\}/g, (whole, token) => formatToken(moment, token, zone) ?? whole);
}

export const clock = (seconds, zone) => format(new Date(seconds * 1000), FORMS.time, zone);

export const dayOf = (seconds, zone) => dayName(new Date(seconds * 1000), zone) ?? format(new Date(seconds * 1000), { weekday: "long", month: "long", day: "numeric" }, zone);

function formatToken(moment, token, zone) {
  if (token === "ago") return ago(moment);
  const plain = token.replace("_pretty", "");
  if (!(plain in FORMS)) return null;
  const pretty = plain === token ? null : dayName(moment, zone)?.toLowerCase();
  return pretty ?? format(moment, FORMS[plain], zone);
}

function format(moment, form, zone) {
  return new Intl.DateTimeFormat(LOCALE, { ...form, timeZone: zone }).format(moment);
}

function dayName(moment, zone) {
  const key = (date) => format(date, FORMS.date_num, zone);
  const shifted = (days) => new Date(Date.now() + days * 86400000);
  const names = { [key(shifted(-1))]: "Yesterday", [key(shifted(0))]: "Today", [key(shifted(1))]: "Tomorrow" };
  return names[key(moment)];
}

function ago(moment) {
  const minutes = Math.round((moment - Date.now()) / 60000);
  const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1440), "day");
}

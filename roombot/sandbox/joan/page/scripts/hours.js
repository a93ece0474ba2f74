// Moments on the office's clock, as minutes of the day that is shown.

export const DAY = 1440;
export const STEP = 15;

// Return the date ("2026-11-23") and minutes that a moment has in a zone.
export function local(moment, zone) {
  const parts = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone });
  const [day, clock] = parts.format(new Date(moment)).split(" ");
  return { day, minutes: minutesOf(clock) };
}

// What is before the day counts as its beginning, what is after it as its end.
export function minutesOn(day, moment, zone) {
  const at = local(moment, zone);
  if (at.day < day) return 0;
  return at.day > day ? DAY : at.minutes;
}

export const minutesOf = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
export const clockOf = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export function dayAfter(day, days) {
  const moved = new Date(`${day}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

export const spoken = (day) => new Intl.DateTimeFormat("en", { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));

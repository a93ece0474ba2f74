// Build elements without strings of markup: what people write stays text.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name === "className" ? "class" : name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// Put children in their places without moving those that stand right, so that the focus stays.
export function settle(parent, children) {
  const wanted = new Set(children);
  for (const old of [...parent.children]) if (!wanted.has(old)) old.remove();
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

const PATHS = {
  bolt: "M11.5 2.5 4.5 11.5h5l-1 6 7-9h-5Z",
  send: "M3 10 17 3.5 12.6 17 9.6 11.6Zm6.6 1.6L17 3.5",
  close: "M5 5 15 15M15 5 5 15",
  back: "M12 4 6 10l6 6",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  reply: "M3.5 4.5h13v9h-8l-3.5 3v-3h-1.5Z",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5ZM10 8.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z",
  split: "M3 4h14v12H3ZM10 4v12",
  office: "M4 17V3.5h8V17M12 8h4.5v9M7 7h2M7 10.5h2M7 14h2M2.5 17h15",
  wrench: "M16.5 6.2a4 4 0 0 1-5.4 4.6L6 16a1.6 1.6 0 0 1-2.2-2.2L9 8.6a4 4 0 0 1 4.6-5.3l-2.3 2.3 2.9 2.9Z",
  file: "M5 2.5h6.5L15.5 7v10.5H5ZM11.5 2.5V7h4",
  at: "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm0 0c0 4 4 3 4 0a7 7 0 1 0-3 5.8",
  external: "M8 4H4v12h12v-4M11 3h6v6M17 3l-8 8",
  bulb: "M7.5 15h5M8 17.5h4M10 2.5a5 5 0 0 0-3 9c.7.6 1 1.4 1 2h4c0-.6.3-1.4 1-2a5 5 0 0 0-3-9Z",
};

export function icon(name, size = 18) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const attributes = { viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", class: `icon icon-${name}` };
  for (const [key, value] of Object.entries(attributes)) drawing.setAttribute(key, value);
  const path = drawing.appendChild(document.createElementNS(space, "path"));
  path.setAttribute("d", PATHS[name]);
  return drawing;
}

export function iconButton(name, label, onclick, more = {}) {
  return h("button", { type: "button", className: "icon-button", "aria-label": label, title: label, onclick, ...more }, icon(name));
}

export function avatar(person) {
  if (person.is_roombot) {
    return h("span", { className: "avatar", "aria-hidden": "true" }, h("img", { src: "/page/shared/mark.svg", alt: "" }));
  }
  const initials = person.real_name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();
  const hue = [...person.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return h("span", { className: "avatar", style: `--hue: ${hue}`, "aria-hidden": "true" }, initials);
}

export const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

let ids = 0;
export const freshId = (prefix) => `${prefix}-${(ids += 1)}`;

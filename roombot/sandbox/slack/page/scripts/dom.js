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

export function avatar(person) {
  if (person.is_roombot) {
    return h("span", { className: "avatar", "aria-hidden": "true" }, h("img", { src: "/page/mark.svg", alt: "" }));
  }
  const initials = person.real_name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();
  const hue = [...person.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return h("span", { className: "avatar", style: `--hue: ${hue}`, "aria-hidden": "true" }, initials);
}

// Blocks as elements.

import { h } from "./dom.js";
import { element } from "./elements.js";
import { markdown } from "./markdown.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { richText } from "./richtext.js";

export function blocks(list, useIn) {
  return h("div", { className: "blocks" }, ...list.map((block) => {
    const make = MAKERS[block.type];
    return make ? make(block, useIn(block)) : h("em", {}, `(${block.type} block)`);
  }));
}

const words = (text, use) => (text.type === "mrkdwn" ? mrkdwn(text.text, use.reader) : plain(text.text));
const paragraph = (text, use) => h("div", { className: "text" }, ...words(text, use));

const MAKERS = {
  section,
  context,
  actions: (block, use) => h("div", { className: "actions" }, ...block.elements.map((part) => element(part, use))),
  header: (block) => h("h3", { className: "header" }, ...plain(block.text.text)),
  divider: () => h("hr", { className: "divider" }),
  image: picture,
  input,
  markdown: (block) => h("div", { className: "text" }, ...markdown(block.text)),
  rich_text: (block, use) => h("div", { className: "text" }, ...richText(block, use.reader)),
  table,
};

function section(block, use) {
  const fields = block.fields?.map((field) => paragraph(field, use));
  return h(
    "div",
    { className: "section" },
    h("div", { className: "words" }, block.text ? paragraph(block.text, use) : null, fields ? h("div", { className: "fields" }, ...fields) : null),
    block.accessory ? h("div", { className: "accessory" }, accessory(block.accessory, use)) : null,
  );
}

const accessory = (part, use) => (part.type === "image" ? image(part) : element(part, use));
const image = (part) => h("img", { src: part.image_url, alt: part.alt_text, title: part.alt_text, loading: "lazy" });

function context(block, use) {
  return h("div", { className: "context" }, ...block.elements.map((part) => (part.type === "image" ? image(part) : h("span", { className: "text" }, ...words(part, use)))));
}

function picture(block) {
  const title = block.title ? h("figcaption", {}, ...plain(block.title.text)) : null;
  return h("figure", { className: "picture" }, title, image(block));
}

function input(block, use) {
  const id = `label-${use.key}`;
  const optional = block.optional ? h("span", { className: "help" }, " (optional)") : null;
  return h(
    "div",
    { className: "input" },
    h("span", { className: "label", id }, ...plain(block.label.text), optional),
    element(block.element, use, id),
    block.hint ? h("p", { className: "help" }, ...plain(block.hint.text)) : null,
  );
}

function table(block, use) {
  const cell = (part) => (part.type === "rich_text" ? richText(part, use.reader) : [part.text ?? String(part.value)]);
  return h("table", { className: "table" }, ...block.rows.map((row) => h("tr", {}, ...row.map((part) => h("td", {}, ...cell(part))))));
}

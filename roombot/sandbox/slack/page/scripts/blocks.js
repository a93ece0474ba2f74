// Blocks as elements; those that stay the same keep theirs, with what one writes in them.

import { h } from "./dom.js";
import { element } from "./elements.js";
import { markdown } from "./markdown.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { openPicture, pictureSource } from "./pictures.js";
import { richText } from "./richtext.js";

export class BlockList {
  // `useIn` returns, for a block, what comes of using its parts; see elements.js.
  constructor(useIn) {
    this.useIn = useIn;
    this.node = h("div", { className: "blocks" });
    this.made = new Map();
  }

  update(blocks) {
    const focused = this.node.contains(document.activeElement) ? document.activeElement : null;
    const before = this.made;
    this.made = new Map();
    for (const block of blocks) {
      const written = JSON.stringify(block);
      const kept = before.get(block.block_id);
      const same = kept?.written === written ? kept.made : this.make(block);
      this.made.set(block.block_id, { written, made: same });
    }
    this.node.replaceChildren(...[...this.made.values()].map(({ made }) => made));
    if (focused) this.focusAgain(focused);
  }

  // Show what is wrong beside the inputs, by block_id.
  complain(errors) {
    for (const [blockId, { made }] of this.made) {
      if (!made.classList.contains("input")) continue;
      const problem = made.querySelector(".problem");
      problem.textContent = errors[blockId] ?? "";
      problem.hidden = !errors[blockId];
      const field = made.querySelector("input, textarea, .choice, .checks");
      if (errors[blockId]) field?.setAttribute("aria-invalid", "true");
      else field?.removeAttribute("aria-invalid");
    }
  }

  make(block) {
    const make = MAKERS[block.type];
    return make ? make(block, this.useIn(block)) : h("em", {}, `(${block.type} block)`);
  }

  focusAgain(old) {
    if (old.isConnected) return old.focus({ preventScroll: true });
    const action = old.closest("[data-action]")?.dataset.action;
    const successor = action && this.node.querySelector(`[data-action="${CSS.escape(action)}"]`);
    const field = successor?.matches("button, input, textarea, a") ? successor : successor?.querySelector("input");
    field?.focus({ preventScroll: true });
    if (field && "selectionStart" in old && old.type === "text") field.setSelectionRange(old.selectionStart, old.selectionEnd);
    return undefined;
  }
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
    { className: `section${block.accessory?.type === "image" ? " pictured" : ""}` },
    h("div", { className: "words" }, block.text ? paragraph(block.text, use) : null, fields ? h("div", { className: "fields" }, ...fields) : null),
    block.accessory ? h("div", { className: "accessory" }, accessory(block.accessory, use)) : null,
  );
}

const accessory = (part, use) => (part.type === "image" ? image(part) : element(part, use));
const image = (part) => h("img", { src: pictureSource(part), alt: part.alt_text, title: part.alt_text, loading: "lazy" });

function context(block, use) {
  return h("div", { className: "context" }, ...block.elements.map((part) => (part.type === "image" ? image(part) : h("span", { className: "text" }, ...words(part, use)))));
}

function picture(block) {
  const title = block.title ? h("figcaption", {}, ...plain(block.title.text)) : null;
  const open = (event) => openPicture(event.currentTarget, { source: pictureSource(block), alt: block.alt_text, title: block.title?.text });
  return h("figure", { className: "picture" }, title, h("button", { type: "button", className: "picture-button", onclick: open }, image(block)));
}

function input(block, use) {
  const id = `label-${use.key}`;
  const ids = { hint: `hint-${use.key}`, problem: `problem-${use.key}` };
  const writes = /_input$/.test(block.element.type) || /picker$/.test(block.element.type);
  const describedBy = [block.hint ? ids.hint : "", ids.problem].join(" ").trim();
  const field = element(block.element, use, { labelledBy: id, describedBy, name: block.label.text });
  if (writes) field.id ||= `field-${use.key}`;
  if (!block.optional && field.matches("input, textarea")) field.setAttribute("aria-required", "true");
  const optional = block.optional ? h("span", { className: "optional" }, " (optional)") : null;
  return h(
    "div",
    { className: "input" },
    h(writes ? "label" : "span", { className: "label", id, for: writes ? field.id : undefined }, ...plain(block.label.text), optional),
    field,
    h("p", { className: "problem", id: ids.problem, hidden: true }),
    block.hint ? h("p", { className: "hint", id: ids.hint }, ...plain(block.hint.text)) : null,
  );
}

function table(block, use) {
  const cell = (part) => (part.type === "rich_text" ? richText(part, use.reader) : [part.text ?? String(part.value)]);
  const align = (column) => block.column_settings?.[column]?.align;
  const row = (cells, tag, scope) =>
    h("tr", {}, ...cells.map((part, column) => h(tag, { scope, style: align(column) ? `text-align: ${align(column)}` : undefined }, ...cell(part))));
  const [first, ...rest] = block.rows;
  const body = h("tbody", {}, ...rest.map((cells) => row(cells, "td")));
  return h("div", { className: "table-frame", tabindex: "0", role: "region", "aria-label": "Table" }, h("table", { className: "table" }, h("thead", {}, row(first, "th", "col")), body));
}

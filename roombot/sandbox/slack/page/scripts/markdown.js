// The markdown block: headings, lists, quotes, code and the usual marks.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { anchor } from "./mrkdwn.js";

const MARKS = /`([^`\n]+)`|\*\*(.+?)\*\*|__(.+?)__|\*([^*\n]+)\*|(?<!\w)_([^_\n]+)_(?!\w)|~~(.+?)~~|\[([^\]\n]+)\]\(([^)\s]+)\)/;

export function markdown(text) {
  const parts = [];
  for (const [index, piece] of text.split(/```\w*\n?([\s\S]*?)```/).entries()) {
    if (index % 2) parts.push(h("pre", {}, piece.replace(/\n$/, "")));
    else parts.push(...piece.split(/\n{2,}/).filter((part) => part.trim()).map(paragraph));
  }
  return parts;
}

function paragraph(text) {
  const lines = text.replace(/^\n|\n$/g, "").split("\n");
  const heading = /^(#{1,6})\s+(.*)$/.exec(lines[0]);
  if (heading && lines.length === 1) return h("h3", {}, ...marks(heading[2]));
  if (heading) return h("div", {}, h("h3", {}, ...marks(heading[2])), paragraph(lines.slice(1).join("\n")));
  if (lines.every((line) => /^\s*[-*+] /.test(line))) return list("ul", lines, /^\s*[-*+] /);
  if (lines.every((line) => /^\s*\d+[.)] /.test(line))) return list("ol", lines, /^\s*\d+[.)] /);
  if (lines.every((line) => line.startsWith(">"))) {
    return h("blockquote", {}, ...marks(lines.map((line) => line.replace(/^> ?/, "")).join("\n")));
  }
  return h("p", {}, ...marks(lines.join("\n")));
}

const list = (tag, lines, bullet) => h(tag, {}, ...lines.map((line) => h("li", {}, ...marks(line.replace(bullet, "")))));

function marks(text) {
  const parts = [];
  let rest = text;
  for (let match; (match = MARKS.exec(rest)); rest = rest.slice(match.index + match[0].length)) {
    if (match.index) parts.push(withEmoji(rest.slice(0, match.index)));
    const [, code, bold, alsoBold, italic, alsoItalic, strike, label, url] = match;
    if (code) parts.push(h("code", {}, code));
    else if (bold || alsoBold) parts.push(h("strong", {}, ...marks(bold || alsoBold)));
    else if (italic || alsoItalic) parts.push(h("em", {}, ...marks(italic || alsoItalic)));
    else if (strike) parts.push(h("s", {}, ...marks(strike)));
    else parts.push(anchor(url, label));
  }
  if (rest) parts.push(withEmoji(rest));
  return parts;
}

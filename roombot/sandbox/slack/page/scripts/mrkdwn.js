// Slack's mrkdwn as elements.

import { formatDate } from "./dates.js";
import { h } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";

const INLINE = new RegExp(
  [
    /```\n?(?<block>[\s\S]+?)```/,
    /`(?<code>[^`\n]+)`/,
    /<(?<link>[^<>\n]+)>/,
    /(?<![\w*])\*(?<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])/,
    /(?<!\w)_(?<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)/,
    /(?<![\w~])~(?<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])/,
    /:(?<emoji>[\w+-]+(?:::skin-tone-\d)?):/,
  ].map((part) => part.source).join("|"),
);

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function mrkdwn(text, reader) {
  const parts = [];
  let quote = null;
  for (const line of splitLines(text)) {
    const quoted = /^(?:&gt;|>) ?(.*)$/s.exec(line);
    if (quoted) {
      if (!quote) parts.push((quote = h("blockquote")));
      else quote.append("\n");
      quote.append(...inline(quoted[1], reader));
    } else {
      if (parts.length && !quote) parts.push("\n");
      quote = null;
      parts.push(...inline(line, reader));
    }
  }
  return parts;
}

export function plain(text) {
  return [withEmoji(text)];
}

// Lines, but code blocks stay whole.
function splitLines(text) {
  const lines = [];
  for (const [index, piece] of text.split(/(```[\s\S]+?```)/).entries()) {
    const inner = index % 2 ? [piece] : piece.split("\n");
    if (lines.length && inner.length) lines.push(lines.pop() + inner.shift());
    lines.push(...inner);
  }
  return lines;
}

function inline(text, reader) {
  const parts = [];
  let rest = text;
  for (let match; (match = INLINE.exec(rest)); rest = rest.slice(match.index + match[0].length)) {
    if (match.index) parts.push(unescape(rest.slice(0, match.index)));
    parts.push(marked(match.groups, reader));
  }
  if (rest) parts.push(unescape(rest));
  return parts;
}

function marked({ block, code, link, bold, italic, strike, emoji: name }, reader) {
  if (block !== undefined) return h("pre", {}, unescape(block.replace(/\n$/, "")));
  if (code !== undefined) return h("code", {}, unescape(code));
  if (link !== undefined) return special(link, reader);
  if (bold !== undefined) return h("strong", {}, ...inline(bold, reader));
  if (italic !== undefined) return h("em", {}, ...inline(italic, reader));
  if (strike !== undefined) return h("s", {}, ...inline(strike, reader));
  return emoji(name);
}

function special(inside, reader) {
  const cut = inside.indexOf("|");
  const target = cut < 0 ? inside : inside.slice(0, cut);
  const label = cut < 0 ? "" : unescape(inside.slice(cut + 1));
  if (target.startsWith("@")) return mention(target.slice(1), label, reader);
  if (target.startsWith("#")) return h("span", { className: "mention" }, `#${label || reader.channelName(target.slice(1))}`);
  if (target.startsWith("!date^")) return date(target, label, reader);
  if (target.startsWith("!")) return h("span", { className: "mention" }, label || `@${target.slice(1)}`);
  return anchor(unescape(target), label);
}

export function mention(user, label, reader) {
  const me = user === reader.id ? " me" : "";
  return h("span", { className: `mention${me}` }, `@${label || reader.personName(user)}`);
}

export function anchor(url, label) {
  if (!/^(https?|mailto|tel):/i.test(url)) return label || url;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label || url.replace(/^mailto:/, ""));
}

function date(target, fallback, reader) {
  const [, seconds, template, url] = target.split("^");
  const words = formatDate(Number(seconds), template, reader) || fallback;
  const time = h("time", { datetime: new Date(seconds * 1000).toISOString(), title: fallback }, words);
  return url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, time) : time;
}

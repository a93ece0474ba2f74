// Rich text blocks as elements.

import { formatDate } from "./dates.js";
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { anchor, mention } from "./mrkdwn.js";

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" };

export function richText(block, reader) {
  return block.elements.map((part) => {
    if (part.type === "rich_text_list") {
      const items = part.elements.map((item) => h("li", {}, ...pieces(item, reader)));
      const indent = part.indent ? `margin-left: ${part.indent * 22}px` : undefined;
      return h(part.style === "ordered" ? "ol" : "ul", { style: indent }, ...items);
    }
    if (part.type === "rich_text_quote") return h("blockquote", {}, ...pieces(part, reader));
    if (part.type === "rich_text_preformatted") return h("pre", {}, ...pieces(part, reader));
    return h("div", {}, ...pieces(part, reader));
  });
}

const pieces = (part, reader) => part.elements.map((piece) => styled(piece, words(piece, reader)));

function words(piece, reader) {
  if (piece.type === "user") return mention(piece.user_id, "", reader);
  if (piece.type === "channel") return h("span", { className: "mention" }, `#${reader.channelName(piece.channel_id)}`);
  if (piece.type === "broadcast") return h("span", { className: "mention" }, `@${piece.range}`);
  if (piece.type === "emoji") return emoji(piece.name);
  if (piece.type === "link") return anchor(piece.url, piece.text);
  if (piece.type === "date") return formatDate(piece.timestamp, piece.format, reader) || piece.fallback;
  return piece.text;
}

function styled(piece, content) {
  return Object.entries(TAGS).reduce((inner, [style, tag]) => (piece.style?.[style] ? h(tag, {}, inner) : inner), content);
}

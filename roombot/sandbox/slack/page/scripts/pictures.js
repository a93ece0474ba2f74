// Pictures, files, and the cards that links unfurl to.

import { h, icon, iconButton } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";

// A file of the workspace is shown from where the workspace keeps it.
export function pictureSource(part) {
  if (part.image_url) return part.image_url;
  const file = part.slack_file;
  return file.url ?? `/files/${file.id}/picture`;
}

export function openPicture(opener, { source, alt, title }) {
  const close = () => dialog.close();
  const dialog = h(
    "dialog",
    { className: "lightbox", "aria-label": title ?? "Picture" },
    h("header", {}, h("h2", {}, title ?? "Picture"), iconButton("close", "Close", close)),
    h("img", { src: source, alt }),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

export function files(list) {
  return h("div", { className: "files" }, ...list.map((file) => (file.mimetype.startsWith("image/") ? shown(file) : card(file))));
}

function shown(file) {
  const alt = file.alt_txt || file.title;
  const source = new URL(file.url_private).pathname;
  const open = (event) => openPicture(event.currentTarget, { source, alt, title: file.title });
  return h(
    "figure",
    { className: "picture" },
    h("figcaption", {}, file.title),
    h("button", { type: "button", className: "picture-button", onclick: open }, h("img", { src: source, alt })),
  );
}

function card(file) {
  const size = file.size < 1024 ? `${file.size} B` : `${Math.round(file.size / 1024)} kB`;
  return h("a", { className: "file", href: new URL(file.url_private).pathname, target: "_blank" }, icon("file", 26), h("span", {}, h("strong", {}, file.title), h("small", {}, `${file.filetype.toUpperCase()}, ${size}`)));
}

// A card without blocks has the older form: title, text, picture.
export function plainCard(content, reader) {
  const title = content.title ? h("strong", {}, content.title_link ? h("a", { href: content.title_link, target: "_blank", rel: "noopener noreferrer" }, content.title) : content.title) : null;
  const text = content.text ? h("div", { className: "text" }, ...mrkdwn(content.text, reader)) : null;
  const image = content.image_url ? h("img", { src: content.image_url, alt: content.fallback ?? "" }) : null;
  return [title, text, image].filter(Boolean);
}

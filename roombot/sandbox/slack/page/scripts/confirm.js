// The dialog that asks before something is done.

import { h } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";

export function confirmed(confirm, reader, opener) {
  const words = confirm.text.type === "mrkdwn" ? mrkdwn(confirm.text.text, reader) : plain(confirm.text.text);
  const style = confirm.style === "danger" ? "danger solid" : "primary";
  const yes = h("button", { value: "yes", className: `button ${style}` }, ...plain(confirm.confirm?.text ?? "Yes"));
  const no = h("button", { value: "no", className: "button" }, ...plain(confirm.deny?.text ?? "Cancel"));
  const title = h("h2", { id: "confirm-title" }, ...plain(confirm.title?.text ?? "Are you sure?"));
  const dialog = h(
    "dialog",
    { className: "confirm", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
    h("form", { method: "dialog" }, title, h("p", { id: "confirm-text", className: "text" }, ...words), h("div", { className: "actions" }, no, yes)),
  );
  document.body.append(dialog);
  dialog.showModal();
  yes.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      opener.focus();
      resolve(dialog.returnValue === "yes");
    });
  });
}

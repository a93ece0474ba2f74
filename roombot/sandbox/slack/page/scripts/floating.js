// What opens beside something that was pressed, above the page, one at a time.

let closeOpen = () => {};

// Show it; `close(result)` takes it away, gives the focus back and hands the result over.
export function float(floating, anchor, done) {
  closeOpen();
  const close = (result) => {
    floating.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    closeOpen = () => {};
    if (anchor.isConnected) anchor.focus();
    done(result);
  };
  const outside = (event) => {
    if (!floating.contains(event.target)) close(null);
  };
  floating.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.key !== "Tab") return;
    if (event.key === "Tab" && floating.querySelector("button.done")) return;
    event.preventDefault();
    event.stopPropagation();
    close(null);
  });
  closeOpen = () => close(null);
  document.body.append(floating);
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  requestAnimationFrame(() => place(floating, anchor));
  place(floating, anchor);
  return { close, place: () => place(floating, anchor) };
}

export function place(floating, anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetHeight: height, offsetWidth: width } = floating;
  const below = box.bottom + 4 + height <= innerHeight;
  floating.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`;
  floating.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
}

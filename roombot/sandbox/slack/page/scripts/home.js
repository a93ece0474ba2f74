// The bot's Home, as it was published for a person.

import { BlockList } from "./blocks.js";
import { h } from "./dom.js";
import { Holdings } from "./holdings.js";
import { usingIn } from "./using.js";

export class Home {
  // `surroundings()` tells reader, people, channels; `complain(words)` tells what went wrong.
  constructor(surroundings, complain) {
    this.surroundings = surroundings;
    this.complain = complain;
    this.node = h("div", { className: "home", role: "tabpanel", "aria-label": "Home", tabindex: "0" });
  }

  show(view) {
    if (!view) {
      this.view = null;
      this.node.replaceChildren(h("div", { className: "welcome" }, h("h3", {}, "Nothing here yet"), h("p", {}, "roombot has not written your Home so far.")));
      return;
    }
    if (this.view?.id !== view.id) this.begin(view);
    if (this.view?.hash !== view.hash) {
      this.view = view;
      this.holdings.learn(view.state.values);
      this.list.update(view.blocks);
    }
  }

  begin(view) {
    this.holdings = new Holdings();
    const place = {
      ...this.surroundings(),
      key: view.id,
      where: { view_id: view.id },
      blocks: () => this.view.blocks,
      complain: this.complain,
    };
    this.list = new BlockList(usingIn(place, this.holdings));
    this.node.replaceChildren(h("div", { className: "home-blocks" }, this.list.node));
  }
}

// Search in pages that are opened as files: these may start no worker, so a hidden frame plays one.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.early = [];
      window.addEventListener("message", ({ source, data }) => {
        if (source === this.inside) this.dispatchEvent(new MessageEvent("message", { data }));
      });
      const inner = frame.contentDocument;
      this.inside.postMessage = (data) => window.dispatchEvent(
        new MessageEvent("message", { data, source: this.inside }));
      this.inside.importScripts = (...addresses) => addresses.reduce(
        (before, src) => before.then(() => new Promise((loaded) => {
          inner.body.append(Object.assign(inner.createElement("script"), { src, onload: loaded }));
        })), Promise.resolve());
      const script = Object.assign(inner.createElement("script"), { src: address });
      script.onload = () => {
        this.early.forEach((data) => this.tell(data));
        this.early = null;
      };
      inner.body.append(script);
    }

    tell(data) {
      this.inside.dispatchEvent(new MessageEvent("message", { data }));
    }

    postMessage(data) {
      if (this.early) this.early.push(data);
      else this.tell(data);
    }
  };
}

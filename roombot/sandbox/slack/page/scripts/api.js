// Talk to the sandbox: what a person does, what there is, what happens.

async function call(method, path, body) {
  const response = await fetch(`/sandbox${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  return response.json();
}

async function post(path, body) {
  const answer = await call("POST", path, body);
  if (!answer.ok) throw new Error(answer.error);
  return answer.result;
}

export const say = (user, channel, text, threadTs) =>
  post("/say", { user, channel, text, thread_ts: threadTs });
export const command = (user, channel, line, threadTs) =>
  post("/command", { user, channel, line, thread_ts: threadTs });
export const read = (user, channel) => post("/read", { user, channel });
export const openApp = (user, tab) => post("/open", { user, tab });
export const openThread = (user, viewed) => post("/thread", { user, viewed });
export const shortcut = (user, callbackId) => post("/shortcut", { user, callback_id: callbackId });
export const messageShortcut = (user, channel, ts, callbackId) =>
  post("/message_shortcut", { user, channel, message_ts: ts, callback_id: callbackId });
export const dismiss = (user, channel, ts) => post("/dismiss", { user, channel, message_ts: ts });

// `where` is a message ({channel, message_ts}) or a view ({view_id}).
export const click = (user, where, use) => post(where.view_id ? "/view/click" : "/click", { user, ...where, ...use });
export const suggest = (user, where, use) => post(where.view_id ? "/view/suggest" : "/suggest", { user, ...where, ...use });
export const submit = (user, viewId, values) => post("/view/submit", { user, view_id: viewId, values });
export const closeView = (user, viewId) => post("/view/close", { user, view_id: viewId });

export const look = (user) => call("GET", `/state?user=${encodeURIComponent(user)}`);
export const deliveries = () => call("GET", "/deliveries/recent");
export const delivery = (number) => call("GET", `/deliveries/${number}`);
export const redeliver = (number) => post("/redeliver", { number });
export const mishaps = (changed) => call(changed ? "PUT" : "GET", "/mishaps", changed);
export const addFault = (method, fault) => call("PUT", `/faults/${method}`, fault);
export const removeFault = (method) => call("DELETE", `/faults/${method}`);

// Tell of everything that happens, and reconnect for ever; each (re)connection begins with "hello".
export function listen(user, hear) {
  let socket;
  let closed = false;
  const connect = () => {
    const address = new URL(`/sandbox/live?user=${encodeURIComponent(user)}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    socket = new WebSocket(address);
    socket.addEventListener("message", (event) => closed || hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => closed || setTimeout(connect, 1000));
  };
  connect();
  return () => {
    closed = true;
    socket.close();
  };
}

// Talk to the sandbox: what a person does, what there is, what happens.

async function post(path, body) {
  const response = await fetch(`/sandbox${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!answer.ok) throw new Error(answer.error);
  return answer.result;
}

export const say = (user, channel, text, threadTs) =>
  post("/say", { user, channel, text, thread_ts: threadTs });
export const command = (user, channel, line, threadTs) =>
  post("/command", { user, channel, line, thread_ts: threadTs });
export const click = (user, channel, use) => post("/click", { user, channel, ...use });
export const read = (user, channel) => post("/read", { user, channel });
export const openApp = (user) => post("/open", { user });

export async function look(user) {
  const response = await fetch(`/sandbox/state?user=${encodeURIComponent(user)}`);
  return response.json();
}

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

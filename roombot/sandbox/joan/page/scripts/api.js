// Talk to Joan's sandbox: the board, what one does at a door, the clock, and what goes wrong.

async function answered(response) {
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

async function post(path, body) {
  return answered(await fetch(`/sandbox${path}`, { method: "POST", body: JSON.stringify(body) }));
}

export const look = async (day) => answered(await fetch(`/sandbox/board${day ? `?day=${day}` : ""}`));
export const book = (booking) => post("/door/book", booking);
export const checkIn = (id) => post("/door/check_in", { id });
export const end = (id) => post("/door/end", { id });
export const passTime = (minutes) => post("/clock", minutes ? { minutes } : {});
export const trouble = (name, on) => post("/trouble", { name, on });

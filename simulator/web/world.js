// What there is: one snapshot of the server, then only what changed since; and what people do, sent back.

export const world = {
  ready: false,
  users: [],
  panes: [],
  chats: new Map(),
  presses: [],
  failures: [],
  trouble: "none",
  bot: {},
  guide: {},
};

/** Who is who: one colour each, in the order of the cast; the bot has its own. */
const tones = new Map();

export function toneOf(id) {
  if (id === world.bot.id) return "tone-bot";
  if (!tones.has(id)) tones.set(id, `tone-${tones.size % 8}`);
  return tones.get(id);
}

export const chatOf = (id) => world.chats.get(id);
export const personOf = (id) => world.users.find((user) => user.id === id);

/** A small news desk inside the page: the guide listens to what people do. */
export const news = new EventTarget();
export const tell = (what, detail = {}) => news.dispatchEvent(new CustomEvent(what, { detail }));

// ---- asking the server ----------------------------------------------------------------------------------------

export async function getJson(url) {
  const answer = await fetch(url);
  return answer.ok ? answer.json() : null;
}

export async function postJson(url, order) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(order),
  });
  return answer.json().catch(() => ({ ok: false, error: String(answer.status) }));
}

/** Somebody does something. Gives {ok, result} or {ok: false, error}. */
export async function act(order) {
  const answer = await postJson("/world/act", order);
  tell("acted", { order, answer });
  return answer;
}

// ---- keeping up -----------------------------------------------------------------------------------------------

/** Fetch what changed; everything where the world began anew. Tells whether it did. */
export async function pull() {
  let fresh = await getJson(world.ready ? `/world?since=${world.version}` : "/world");
  const restarted = world.ready && fresh.epoch !== world.epoch;
  if (restarted) fresh = await getJson("/world");
  const { chats, ...rest } = fresh;
  Object.assign(world, rest);
  if (restarted) world.chats.clear();
  take(chats);
  for (const user of world.users) toneOf(user.id);
  world.ready = true;
  return restarted;
}

function take(chats) {
  const standing = new Set(chats.map((chat) => chat.id));
  for (const id of world.chats.keys()) if (!standing.has(id)) world.chats.delete(id);
  for (const fresh of chats) {
    const { messages, ...rest } = fresh;
    const chat = world.chats.get(fresh.id) ?? { messages: new Map(), list: [] };
    Object.assign(chat, rest);
    chat.actionUntil = chat.action ? Date.now() + 5200 : 0;
    world.chats.set(fresh.id, chat);
    for (const message of messages) {
      if (message.deleted) chat.messages.delete(message.message_id);
      else chat.messages.set(message.message_id, message);
    }
    if (messages.length) chat.list = [...chat.messages.values()].sort((a, b) => a.message_id - b.message_id);
  }
}

/** How many messages of others stand in a chat after the one that somebody saw last. */
export function unreadIn(chat, seen, reader) {
  let count = 0;
  for (let at = chat.list.length - 1; at >= 0 && chat.list[at].message_id > seen; at -= 1) {
    if (chat.list[at].mine !== reader && !chat.list[at].service) count += 1;
  }
  return count;
}

export const lastIn = (chat) => chat.list.at(-1)?.message_id ?? 0;

const SOON = 2000;
let pulling = false;
let again = false;
let retry = null;

/** Pull, then run `drawn`; where the server does not answer, run `lost`, and pull again soon. Calls that come meanwhile
    share the next pull. */
export async function refresh(drawn, lost) {
  if (pulling) {
    again = true;
    return;
  }
  pulling = true;
  try {
    const restarted = await pull().catch(() => {
      lost();
      clearTimeout(retry);
      retry = setTimeout(refresh, SOON, drawn, lost);
    });
    if (restarted !== undefined) drawn(restarted);
  } finally {
    pulling = false;
    if (again) {
      again = false;
      await refresh(drawn, lost);
    }
  }
}

export function listen(changed, lost) {
  const stream = new EventSource("/world/events");
  stream.onmessage = () => {
    lost(false);
    changed();
  };
  stream.onerror = () => {
    lost(true);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, SOON, changed, lost); // it will not by itself
  };
}

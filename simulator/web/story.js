// A story from the cast file: which of its steps are done, which is to be done now, what could be answered. It knows no bot.
import { press } from "./message.js";
import { language, ours, said, t } from "./words.js";
import { act, chatOf, news, personOf, world } from "./world.js";

const HAPPENED = ["opened", "pressed", "control", "answered"];
const done = new Set();
const events = [];

let page = null;

/** `page`: {panes, show(userId), control: {offers(id), press(id), label(id)}}; `changed` runs when something happened. */
export function begin(given, changed) {
  page = given;
  for (const kind of HAPPENED)
    news.addEventListener(kind, (event) => {
      events.push({ kind, ...event.detail });
      changed();
    });
  recall();
}

/** Who acts in the first step; nobody where there is no story. */
export const beginner = () => ours(world.guide?.steps?.[0]?.who);

export const hasStory = () => Boolean(world.guide?.steps?.length);

// ---- what is done ---------------------------------------------------------------------------------------------

const key = () => `simulator-story-${world.epoch}`;

function recall() {
  for (const id of JSON.parse(sessionStorage.getItem(key()) || "[]")) done.add(id);
}

export function forget() {
  done.clear();
  events.length = 0;
  recall();
}

/** The steps that this page can show now; one that `needs` a control button waits for a server that offers it. */
export const steps = () => world.guide.steps.filter((step) => !step.needs || page.control.offers(step.needs));
const label = (step) => `${language}:${step.id}`;
export const isDone = (step) => done.has(label(step));
const fits = (pattern, text) => new RegExp(pattern, "iu").test(text);
const textOf = (message) => message.text ?? message.caption ?? "";
const buttonsOf = (message) => (message.reply_markup?.inline_keyboard || []).flat();

const readBy = (who, message) => (page.panes.get(who)?.seen.get(message.chat.id) ?? 0) >= message.message_id;

const TESTS = {
  seen: (one) =>
    (chatOf(one.chat)?.list || []).some(
      (message) =>
        (!one.from || message.mine === one.from) &&
        (!one.by || readBy(one.by, message)) &&
        fits(one.seen, textOf(message)),
    ),
  button: (one) =>
    (chatOf(one.chat)?.list || []).some((message) =>
      buttonsOf(message).some((button) => fits(one.button, button.text)),
    ),
  opened: (one) =>
    events.some((event) => event.kind === "opened" && event.chat === one.opened && (!one.who || event.who === one.who)),
  pressed: (one) =>
    events.some(
      (event) => event.kind === "pressed" && (!one.who || event.who === one.who) && fits(one.pressed, event.label),
    ),
  answered: (one) =>
    world.presses.some(
      (given) => given.answer && (!one.who || given.user_id === one.who) && fits(one.answered, given.answer.text),
    ),
  control: (one) => events.some((event) => event.kind === "control" && event.id === one.control),
};

/** A condition with every value that depends on the language resolved. */
const resolved = (one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, ours(value)]));

function holds(condition) {
  const one = resolved(condition);
  const kind = Object.keys(TESTS).find((name) => name in one);
  return Boolean(kind) && TESTS[kind](one);
}

/** Tick what is done by now; tells whether that is more than before. */
export function tick() {
  const before = done.size;
  for (const step of steps()) if (!isDone(step) && step.done.every(holds)) done.add(label(step));
  if (done.size > before) sessionStorage.setItem(key(), JSON.stringify([...done]));
  return done.size > before;
}

/** The step to do now: the first open one after the last that is done, or else the first that was left out. */
export function current() {
  const all = steps();
  const last = all.findLastIndex(isDone);
  const open = (step) => !isDone(step);
  return all.find((step, at) => at > last && open(step)) ?? all.find(open) ?? null;
}

// ---- ready answers --------------------------------------------------------------------------------------------

const lastOfBot = (chat) => chatOf(chat)?.list.findLast((message) => message.mine === world.bot.id && !message.service);

/** The newest button that says so in a chat, with its message. */
function standing(chat, pattern) {
  for (const message of [...(chatOf(chat)?.list || [])].reverse()) {
    const button = buttonsOf(message).find((one) => one.callback_data && fits(pattern, one.text));
    if (button) return { message, button };
  }
  return null;
}

const sharing = (who) =>
  (personOf(who)?.keyboards[who]?.keyboard || []).flat().find((button) => button.request_contact);

function goTo(who, chat) {
  page.show(who);
  page.panes.get(who).select(chat);
}

/** What each kind of ready answer would do now: {label, run, text, fill}; nothing where it does not fit. */
const OFFERS = {
  start: (_, who) => !chatOf(who).started && { label: t("start"), run: () => act({ do: "start", user_id: who }) },
  open: (chat, who) => {
    const pane = page.panes.get(who);
    return !(pane.chat === chat && pane.visible()) && { label: t("open"), run: () => goTo(who, chat) };
  },
  control: (id) => page.control.offers(id) && { label: page.control.label(id), run: () => page.control.press(id) },
  share: (_, who) =>
    sharing(who) && { label: sharing(who).text, run: () => act({ do: "share_contact", user_id: who, chat_id: who }) },
  say: (text, who, chat) => ({
    label: text,
    text,
    run: () => act({ do: "say", user_id: who, chat_id: chat, text }),
    fill: () => {
      goTo(who, chat);
      page.panes.get(who).composer.fill(text);
    },
  }),
  press: (pattern, who, chat) => {
    const found = standing(chat, pattern);
    if (!found) return null;
    const run = () => press(page.panes.get(who), chatOf(chat), found.message, found.button, null);
    return { label: found.button.text, run };
  },
};

function offer(step, given) {
  const who = ours(step.who);
  const ready = resolved(given);
  const chat = ready.in ?? who;
  if (ready.after && !fits(ready.after, textOf(lastOfBot(chat) ?? {}))) return null;
  if (given.unless && holds(given.unless)) return null;
  const kind = Object.keys(OFFERS).find((name) => name in ready);
  const found = kind && OFFERS[kind](ready[kind], who, chat);
  return found ? { ...found, label: said(given.label) || found.label } : null;
}

/** The first ready answer of a step that fits now, or null. */
export function readyFor(step) {
  for (const given of step.ready || []) {
    const found = offer(step, given);
    if (found) return found;
  }
  return null;
}

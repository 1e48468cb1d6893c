// A story from the cast file: which of its steps are done, which is to be done now, what could be answered. It knows no bot.
import { press } from "./message.js";
import { language, ours, said, t } from "./words.js";
import { act, chatOf, news, personOf, world } from "./world.js";

const HAPPENED = ["opened", "pressed", "control", "answered"];
const done = new Set();
const events = [];

let page = null;

/** `page`: {panes, show(userId), facts(), control: {offers(id), press(id), label(id)}}; `changed` runs when something happened. */
export function begin(given, changed) {
  page = given;
  for (const kind of HAPPENED)
    news.addEventListener(kind, (event) => {
      events.push({ kind, ...event.detail });
      changed();
    });
  addEventListener("storage", (event) => {
    if (event.key !== key()) return; // another tab of this browser has ticked something
    recall();
    changed();
  });
  recall();
}

/** Who acts in the first step; nobody where there is no story. */
export const beginner = () => ours(world.guide?.steps?.[0]?.who);

export const hasStory = () => Boolean(world.guide?.steps?.length);

// ---- what is so -----------------------------------------------------------------------------------------------

/** What whoever supervises this world says of the person whom the story is about: names to plain values. */
export const facts = () => page?.facts().of?.[ours(world.guide.person)] ?? {};

/** The accounts of everybody who has come to have a part in somebody's story. */
export const called = () => page?.facts().called ?? [];

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const filled = (text, written) => text.replace(/\{([a-z]\w*)\}/g, (_, name) => written(said(facts()[name] ?? "")));

/** A value as it is now: of a fact, or of this language. */
function valueOf(value) {
  if (value?.fact) return facts()[value.fact];
  return ours(value);
}

export const whoOf = (step) => valueOf(step.who);

/** What is said of a step: the first of its texts that fits now. */
export function textOf(step) {
  const texts = Array.isArray(step.text) ? step.text : [{ say: step.text }];
  return filled(said(texts.find(applies)?.say), (name) => name.replaceAll("'", "’"));
}

// ---- what is done ---------------------------------------------------------------------------------------------

const BEGINS = "simulator-story-";
const key = () => `${BEGINS}${world.epoch}`;

function recall() {
  for (const old of Object.keys(localStorage)) if (old.startsWith(BEGINS) && old !== key()) localStorage.removeItem(old);
  for (const id of JSON.parse(localStorage.getItem(key()) || "[]")) done.add(id);
}

export function forget() {
  done.clear();
  events.length = 0;
  recall();
}

/** Whether a step, or what belongs to one, is to be shown now. */
const applies = (one) => (one.when || []).every(holds);

/** The steps that this page can show now; one that `needs` a control button waits for a server that offers it. */
export const steps = () =>
  world.guide.steps.filter((step) => (!step.needs || page.control.offers(step.needs)) && applies(step));

/** What a step is ticked by: another project begins another round. */
const label = (step) => [language, step.id, facts().rounds ?? 0, facts().reference ?? ""].join(":");

/** A fact has to be so still; what was looked at, read or pressed stays so. */
export function isDone(step) {
  const seen = step.done.filter((one) => !("fact" in one));
  return step.done.every((one) => !("fact" in one) || holds(one)) && (!seen.length || done.has(label(step)));
}

const plain = (text) => text.replace(/’/g, "'").replace(/\s+/g, " ");
const fits = (pattern, text) => new RegExp(plain(pattern), "iu").test(plain(text));
const wordsOf = (message) => message.text ?? message.caption ?? "";
const buttonsOf = (message) => (message.reply_markup?.inline_keyboard || []).flat();

const readBy = (who, message) => (page.panes.get(who)?.seen.get(message.chat.id) ?? 0) >= message.message_id;

const TESTS = {
  fact: (one) => fits(one.is, String(facts()[one.fact] ?? "")),
  seen: (one) =>
    (chatOf(one.chat)?.list || []).some(
      (message) =>
        (!one.from || message.mine === one.from) &&
        (!one.by || readBy(one.by, message)) &&
        fits(one.seen, wordsOf(message)),
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

/** A condition or an answer with every value as it is now; `{name}` in a pattern stands for what that fact says. */
const resolved = (one) =>
  Object.fromEntries(
    Object.entries(one).map(([name, value]) => {
      const now = name === "fact" ? value : valueOf(value);
      return [name, typeof now === "string" ? filled(now, escaped) : now];
    }),
  );

function holds(condition) {
  const one = resolved(condition);
  const kind = Object.keys(TESTS).find((name) => name in one);
  return Boolean(kind) && TESTS[kind](one);
}

/** Tick what is done by now; tells whether that is more than before. */
export function tick() {
  const before = done.size;
  for (const step of steps()) if (!done.has(label(step)) && step.done.every(holds)) done.add(label(step));
  if (done.size > before) localStorage.setItem(key(), JSON.stringify([...done]));
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

/** The messages of a chat that have buttons which can be pressed, newest first. */
const withButtons = (chat) =>
  (chatOf(chat)?.list || []).filter((one) => buttonsOf(one).some((button) => button.callback_data)).reverse();

/** The newest button that says so in a chat, with its message. */
function standing(chat, pattern) {
  for (const message of withButtons(chat)) {
    const button = buttonsOf(message).find((one) => one.callback_data && fits(pattern, one.text));
    if (button) return { message, button };
  }
  return null;
}

const sharing = (who) =>
  (personOf(who)?.keyboards[who]?.keyboard || []).flat().find((button) => button.request_contact);

/** The button of this message that sends what a pattern says. */
const sending = (message, pattern) =>
  buttonsOf(message ?? {}).find((button) => new RegExp(filled(pattern, escaped), "u").test(button.callback_data ?? ""));

/** The button that sends what one of these patterns says, the first of them that fits: of the newest message that has one,
    or, of the `newest` that has buttons, nothing else. */
function chosen(chat, patterns, newest) {
  for (const message of withButtons(chat).slice(0, newest ? 1 : undefined)) {
    for (const pattern of patterns) {
      const button = sending(message, pattern);
      if (button) return { message, button };
    }
  }
  return null;
}

/** Whether somebody has written this since the newest message that has buttons; without `newest`, whether it is the last
    that they wrote. */
function hasSaid(text, who, chat, newest) {
  const last = chatOf(chat)?.list.findLast((message) => message.mine === who);
  return last?.text === text && (!newest || last.message_id > withButtons(chat)[0].message_id);
}

const pressing = (who, chat, found) =>
  found && {
    label: found.button.text,
    of: `${found.message.message_id}|${found.button.callback_data}`,
    run: () => press(page.panes.get(who), chatOf(chat), found.message, found.button, null),
  };

function goTo(who, chat) {
  page.show(who);
  page.panes.get(who).select(chat);
}

/** What each kind of ready answer would do now: {label, of, run, text, fill}; nothing where it does not fit. */
const OFFERS = {
  start: (_, who) => !chatOf(who).started && { label: t("start"), run: () => act({ do: "start", user_id: who }) },
  open: (chat, who) => {
    const pane = page.panes.get(who);
    const read = pane.chat === chat && pane.visible() && !pane.unread(chat);
    return !read && { label: t("open"), run: () => goTo(who, chat) };
  },
  control: (id) => page.control.offers(id) && { label: page.control.label(id), run: () => page.control.press(id) },
  share: (_, who) =>
    sharing(who) && { label: sharing(who).text, run: () => act({ do: "share_contact", user_id: who, chat_id: who }) },
  say: (text, who, chat, ready) =>
    !hasSaid(text, who, chat, ready.newest) && {
      label: text,
      text,
      run: () => act({ do: "say", user_id: who, chat_id: chat, text }),
      fill: () => {
        goTo(who, chat);
        page.panes.get(who).composer.fill(text);
      },
    },
  press: (pattern, who, chat) => pressing(who, chat, standing(chat, pattern)),
  choose: (patterns, who, chat, ready) => pressing(who, chat, chosen(chat, patterns, ready.newest)),
};

function offer(step, given) {
  const who = whoOf(step);
  if ((step.who && !page.panes.has(who)) || !applies(given)) return null;
  const ready = resolved(given);
  const chat = ready.in ?? who;
  if (ready.after && !fits(ready.after, wordsOf(lastOfBot(chat) ?? {}))) return null;
  if (given.unless && holds(given.unless)) return null;
  if (ready.newest && !sending(withButtons(chat)[0], ready.newest)) return null;
  const kind = Object.keys(OFFERS).find((name) => name in ready);
  const found = kind && OFFERS[kind](ready[kind], who, chat, ready);
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

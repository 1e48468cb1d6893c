// The story in the margin: its steps from the cast file, what of it is done, ready answers. It knows no bot.
import { avatar, ask, el, icon, sign } from "./dom.js";
import { press } from "./message.js";
import { language, ours, said, t } from "./words.js";
import { act, chatOf, news, personOf, tell, toneOf, world } from "./world.js";

const done = new Set();
const events = [];
const HAPPENED = ["opened", "pressed", "control", "answered"];

let page = null;
let node = null;
let sheet = false;
let pending = null;

/** `page`: {panes, show(userId), control: {offers(id), press(id)}, narrow()}. */
export function begin(given, root) {
  page = given;
  node = root;
  for (const kind of HAPPENED) news.addEventListener(kind, (event) => { events.push({ kind, ...event.detail }); drawGuide(); });
  recall();
}

/** Who acts in the first step; nobody where there is no story. */
export const beginner = () => ours(world.guide?.steps?.[0]?.who);

export const hasGuide = () => Boolean(world.guide?.steps?.length);

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
const steps = () => world.guide.steps.filter((step) => !step.needs || page.control.offers(step.needs));
const label = (step) => `${language}:${step.id}`;
const fits = (pattern, text) => new RegExp(pattern, "iu").test(text);
const textOf = (message) => message.text ?? message.caption ?? "";
const buttonsOf = (message) => (message.reply_markup?.inline_keyboard || []).flat();

const readBy = (who, message) => (page.panes.get(who)?.seen.get(message.chat.id) ?? 0) >= message.message_id;

const TESTS = {
  seen: (one) => (chatOf(one.chat)?.list || []).some((message) => (!one.from || message.mine === one.from) && (!one.by || readBy(one.by, message)) && fits(one.seen, textOf(message))),
  button: (one) => (chatOf(one.chat)?.list || []).some((message) => buttonsOf(message).some((button) => fits(one.button, button.text))),
  opened: (one) => events.some((event) => event.kind === "opened" && event.chat === one.opened && (!one.who || event.who === one.who)),
  pressed: (one) => events.some((event) => event.kind === "pressed" && (!one.who || event.who === one.who) && fits(one.pressed, event.label)),
  answered: (one) => world.presses.some((given) => given.answer && (!one.who || given.user_id === one.who) && fits(one.answered, given.answer.text)),
  control: (one) => events.some((event) => event.kind === "control" && event.id === one.control),
};

/** A condition with every value that depends on the language resolved. */
const resolved = (one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, ours(value)]));

function holds(condition) {
  const one = resolved(condition);
  const kind = Object.keys(TESTS).find((name) => name in one);
  return Boolean(kind) && TESTS[kind](one);
}

function tick() {
  const before = done.size;
  for (const step of steps()) if (!done.has(label(step)) && step.done.every(holds)) done.add(label(step));
  if (done.size > before) sessionStorage.setItem(key(), JSON.stringify([...done]));
  return done.size > before;
}

/** The step to do now: the first open one after the last that is done, or else the first that was left out. */
function current() {
  const all = steps();
  const last = all.findLastIndex((step) => done.has(label(step)));
  const open = (step) => !done.has(label(step));
  return all.find((step, at) => at > last && open(step)) ?? all.find(open) ?? null;
}

// ---- ready answers --------------------------------------------------------------------------------------------

const lastOfBot = (chat) => chatOf(chat)?.list.findLast((message) => message.mine === world.bot.id && !message.service);

function standing(chat, pattern) {
  for (const message of [...(chatOf(chat)?.list || [])].reverse()) {
    const button = buttonsOf(message).find((one) => one.callback_data && fits(pattern, one.text));
    if (button) return { message, button };
  }
  return null;
}

const sharing = (who) => (personOf(who)?.keyboards[who]?.keyboard || []).flat().find((button) => button.request_contact);

/** What a ready answer would do now: {label, run, text}; null where it does not fit. */
function offer(step, given) {
  const who = ours(step.who);
  const pane = page.panes.get(who);
  const ready = resolved(given);
  const chat = ready.in ?? who;
  if (ready.after && !fits(ready.after, textOf(lastOfBot(chat) ?? {}))) return null;
  if (ready.unless && holds(given.unless)) return null;
  const name = said(given.label);
  if (ready.start) return chatOf(who).started ? null : { label: name || t("start"), run: () => act({ do: "start", user_id: who }) };
  if (ready.open) return pane?.chat === ready.open && pane.visible() ? null : { label: name, run: () => { page.show(who); pane.select(ready.open); } };
  if (ready.control) return page.control.offers(ready.control) ? { label: name || page.control.label(ready.control), run: () => page.control.press(ready.control) } : null;
  if (ready.share) return sharing(who) ? { label: name || sharing(who).text, run: () => act({ do: "share_contact", user_id: who, chat_id: who }) } : null;
  if (ready.say) return { label: name || ready.say, text: ready.say, run: () => act({ do: "say", user_id: who, chat_id: chat, text: ready.say }), fill: () => { page.show(who); pane.select(chat); pane.composer.fill(ready.say); } };
  const found = ready.press && standing(chat, ready.press);
  return found ? { label: name || found.button.text, run: () => press(pane, chatOf(chat), found.message, found.button, null) } : null;
}

function readyFor(step) {
  for (const given of step.ready || []) {
    const found = offer(step, given);
    if (found) return found;
  }
  return null;
}

// ---- drawing --------------------------------------------------------------------------------------------------

export function drawGuide() {
  if (!node || !hasGuide()) return;
  const ticked = tick();
  const now = current();
  if (pending && pending !== JSON.stringify(now && view(now))) pending = null;
  const print = JSON.stringify([language, [...done], now?.id, sheet, page.narrow(), now && view(now), page.control.offers("reset"), Boolean(pending)]);
  if (node.dataset.print === print) return;
  node.dataset.print = print;
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  const scrolled = node.querySelector(".steps")?.scrollTop ?? 0;
  node.setAttribute("aria-label", t("guide"));
  node.classList.toggle("sheet", sheet);
  node.replaceChildren(...(page.narrow() && !sheet ? [bar(now)] : [head(now), list(now), foot(now)].filter(Boolean)));
  const steps_ = node.querySelector(".steps");
  if (steps_) steps_.scrollTop = scrolled;
  if (ticked && steps_) node.querySelector(".step.now")?.scrollIntoView({ block: "nearest" });
  if (focused) node.querySelector(`[data-testid="${focused}"]`)?.focus();
}

/** What of a step's surroundings changes how it is drawn. */
function view(step) {
  const ready = readyFor(step);
  return [ready?.label, Boolean(ready?.fill), page.panes.get(ours(step.who))?.visible()];
}

const count = () => `${steps().filter((step) => done.has(label(step))).length} / ${steps().length}`;

function progress() {
  const all = steps();
  return el("div", { class: "progress", "aria-hidden": "true" }, ...all.map((step) => el("i", { class: done.has(label(step)) ? "done" : "" })));
}

function head() {
  const close = page.narrow() ? sign("down", t("hideGuide"), { data: { testid: "guide-close" }, onclick: () => openSheet(false) }) : null;
  return el("header", {}, el("div", {}, el("h2", {}, said(world.guide.title)), el("span", { class: "count", data: { testid: "story-count" } }, count()), close), progress());
}

function list(now) {
  return el("ol", { class: "steps" }, ...steps().map((step, at) => {
    const state = done.has(label(step)) ? "done" : step === now ? "now" : "";
    const mark = el("span", { class: "tick", "aria-hidden": "true" }, state === "done" ? icon("check") : String(at + 1));
    const spoken = state ? el("span", { class: "unseen" }, ` (${t(state === "done" ? "done" : "current")})`) : null;
    const title = el("h3", {}, said(step.title), spoken);
    return el("li", { class: `step ${state}`, data: { testid: "step", step: step.id, state }, "aria-current": state === "now" ? "step" : false }, mark, el("div", {}, title, ...(state === "now" ? inside(step) : [])));
  }));
}

function inside(step) {
  const who = personOf(ours(step.who));
  const parts = [el("p", {}, said(step.text))];
  if (who && !page.panes.get(who.id).visible()) parts.push(showing(who));
  const ready = readyFor(step);
  if (ready) parts.push(answers(ready));
  return parts;
}

function showing(who) {
  const name = said(who.role) || who.name;
  return el("button", { type: "button", class: "showing", data: { testid: "story-show" }, onclick: () => { page.show(who.id); openSheet(false); } }, avatar(name, toneOf(who.id), "small"), el("span", {}, `${t("goTo")} : ${name}`));
}

function answers(ready) {
  const send = el("button", { type: "button", class: "strong", data: { testid: "story-ready" }, "aria-disabled": pending ? "true" : false, onclick: () => run(ready.run) }, ready.text ? t("send") : ready.label);
  if (!ready.text) return el("div", { class: "ready" }, send);
  const fill = el("button", { type: "button", class: "plain", data: { testid: "story-fill" }, onclick: () => { openSheet(false); ready.fill(); } }, t("adapt"));
  return el("div", { class: "ready" }, el("q", {}, ready.label), send, fill);
}

/** Carry out a ready answer once: it is offered again when something has come of it, or after a while. */
function run(work) {
  if (pending) return null;
  pending = JSON.stringify(view(current()));
  const mine = pending;
  setTimeout(() => { if (pending === mine) { pending = null; drawGuide(); } }, 3000);
  openSheet(false);
  drawGuide();
  return work();
}

function foot(now) {
  const end = now ? null : el("p", { class: "end" }, said(world.guide.end));
  const again = page.control.offers("reset") ? el("button", { type: "button", class: "plain", data: { testid: "story-again" }, onclick: restart }, icon("again"), t("again")) : null;
  return end || again ? el("footer", {}, end, again) : null;
}

function restart() {
  ask(t("againAsk"), t("againWhat"), t("again"), () => page.control.press("reset"));
}

// On a telephone: one bar with the step to do now; the whole story rises from it as a sheet.
function bar(now) {
  const ready = now && readyFor(now);
  const who = now && personOf(ours(now.who));
  const away = who && !page.panes.get(who.id).visible();
  const title = now ? said(now.title) : said(world.guide.title);
  const open = el("button", { type: "button", class: "opener", "aria-expanded": "false", data: { testid: "guide-open" }, onclick: () => openSheet(true) },
    el("span", { class: "tick", "aria-hidden": "true" }, now ? String(steps().indexOf(now) + 1) : icon("check")), el("span", {}, el("b", {}, title), el("small", {}, `${t("step")} ${now ? steps().indexOf(now) + 1 : steps().length} ${t("of")} ${steps().length}`)), icon("up"));
  const go = away
    ? el("button", { type: "button", class: "strong", data: { testid: "story-show" }, onclick: () => page.show(who.id) }, t("show"))
    : ready && el("button", { type: "button", class: "strong", "aria-label": `${t("ready")} : ${ready.label}`, data: { testid: "story-ready" }, "aria-disabled": pending ? "true" : false, onclick: () => run(ready.run) }, ready.text ? t("ready") : shortened(ready.label));
  return el("div", { class: "bar" }, progress(), open, go);
}

const shortened = (text) => (text.length > 22 ? t("ready") : text);

function openSheet(wanted) {
  if (sheet === wanted) return;
  sheet = wanted;
  drawGuide();
  if (page.narrow()) node.querySelector(wanted ? "[data-testid=guide-close]" : "[data-testid=guide-open]")?.focus();
  tell("sheet", { open: wanted });
}

document.addEventListener("keydown", (event) => { if (event.key === "Escape" && sheet) openSheet(false); });

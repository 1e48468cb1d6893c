// The guide in the margin: the story's steps, ticked as they are done, each with who acts and a ready answer.
import { avatar, ask, el, icon, sign } from "./dom.js";
import * as story from "./story.js";
import { language, said, t } from "./words.js";
import { personOf, tell, toneOf, world } from "./world.js";

let page = null;
let node = null;
let sheet = false;
let pending = null;

/** `page`: {panes, show(userId), control: {offers(id), press(id), label(id)}, narrow()}. */
export function begin(given, root) {
  page = given;
  node = root;
  story.begin(given, drawGuide);
}

export function drawGuide() {
  if (!node || !story.hasStory()) return;
  const ticked = story.tick();
  const now = story.current();
  if (pending && pending !== JSON.stringify(now && view(now))) pending = null;
  const print = JSON.stringify([
    language,
    story.steps().map(story.isDone),
    now?.id,
    sheet,
    page.narrow(),
    now && view(now),
    page.control.offers("reset"),
    story.facts(),
    Boolean(pending),
  ]);
  if (node.dataset.print === print) return;
  node.dataset.print = print;
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  const scrolled = node.querySelector(".steps")?.scrollTop ?? 0;
  node.setAttribute("aria-label", t("guide"));
  node.classList.toggle("sheet", sheet);
  node.replaceChildren(...(page.narrow() && !sheet ? [bar(now)] : [head(now), list(now), foot(now)].filter(Boolean)));
  const rows = node.querySelector(".steps");
  if (rows) rows.scrollTop = scrolled;
  if (ticked && rows) node.querySelector(".step.now")?.scrollIntoView({ block: "nearest" });
  if (focused) node.querySelector(`[data-testid="${focused}"]`)?.focus();
}

/** What of a step's surroundings changes how it is drawn. */
function view(step) {
  const ready = story.readyFor(step);
  const seen = page.panes.get(story.whoOf(step))?.visible();
  return [ready?.label, ready?.of, Boolean(ready?.fill), seen, story.textOf(step)];
}

const count = () => `${story.steps().filter(story.isDone).length} / ${story.steps().length}`;

function progress() {
  const all = story.steps();
  return el(
    "div",
    { class: "progress", "aria-hidden": "true" },
    ...all.map((step) => el("i", { class: story.isDone(step) ? "done" : "" })),
  );
}

function head() {
  const close = page.narrow()
    ? sign("down", t("hideGuide"), { data: { testid: "guide-close" }, onclick: () => openSheet(false) })
    : null;
  return el(
    "header",
    {},
    el(
      "div",
      {},
      el("h2", {}, said(world.guide.title)),
      el("span", { class: "count", data: { testid: "story-count" } }, count()),
      close,
    ),
    progress(),
  );
}

function list(now) {
  return el(
    "ol",
    { class: "steps" },
    ...story.steps().map((step, at) => {
      const state = story.isDone(step) ? "done" : step === now ? "now" : "";
      const mark = el(
        "span",
        { class: "tick", "aria-hidden": "true" },
        state === "done" ? icon("check") : String(at + 1),
      );
      const spoken = state ? el("span", { class: "unseen" }, ` (${t(state === "done" ? "done" : "current")})`) : null;
      const title = el("h3", {}, said(step.title), spoken);
      return el(
        "li",
        {
          class: `step ${state}`,
          data: { testid: "step", step: step.id, state },
          "aria-current": state === "now" ? "step" : false,
        },
        mark,
        el("div", {}, title, ...(state === "now" ? inside(step) : [])),
      );
    }),
  );
}

function inside(step) {
  const who = personOf(story.whoOf(step));
  const parts = [el("p", {}, story.textOf(step))];
  if (who && !page.panes.get(who.id).visible()) parts.push(showing(who));
  const ready = story.readyFor(step);
  if (ready) parts.push(answers(ready));
  return parts;
}

function showing(who) {
  const name = said(who.role) || who.name;
  return el(
    "button",
    {
      type: "button",
      class: "showing",
      data: { testid: "story-show" },
      onclick: () => {
        page.show(who.id);
        openSheet(false);
      },
    },
    avatar(name, toneOf(who.id), "small"),
    el("span", {}, `${t("goTo")} : ${name}`),
  );
}

function answers(ready) {
  const send = el(
    "button",
    {
      type: "button",
      class: "strong",
      data: { testid: "story-ready" },
      "aria-disabled": pending ? "true" : false,
      onclick: () => run(ready.run),
    },
    ready.text ? t("send") : ready.label,
  );
  if (!ready.text) return el("div", { class: "ready" }, send);
  const fill = el(
    "button",
    {
      type: "button",
      class: "plain",
      data: { testid: "story-fill" },
      onclick: () => {
        openSheet(false);
        ready.fill();
      },
    },
    t("adapt"),
  );
  return el("div", { class: "ready" }, el("q", {}, ready.label), send, fill);
}

/** Carry out a ready answer once: it is offered again when something has come of it, or after a while. */
function run(work) {
  if (pending) return null;
  pending = JSON.stringify(view(story.current()));
  const mine = pending;
  setTimeout(() => {
    if (pending === mine) {
      pending = null;
      drawGuide();
    }
  }, 3000);
  openSheet(false);
  drawGuide();
  return work();
}

function foot(now) {
  const end = now ? null : el("p", { class: "end" }, said(world.guide.end));
  const again = page.control.offers("reset")
    ? el(
        "button",
        { type: "button", class: "plain", data: { testid: "story-again" }, onclick: restart },
        icon("again"),
        t("again"),
      )
    : null;
  return end || again ? el("footer", {}, end, again) : null;
}

function restart() {
  ask(t("againAsk"), t("againWhat"), t("again"), () => page.control.press("reset"));
}

// On a telephone: one bar with the step to do now; the whole story rises from it as a sheet.
function bar(now) {
  const ready = now && story.readyFor(now);
  const who = now && personOf(story.whoOf(now));
  const away = who && !page.panes.get(who.id).visible();
  const title = now ? said(now.title) : said(world.guide.title);
  const open = el(
    "button",
    {
      type: "button",
      class: "opener",
      "aria-expanded": "false",
      data: { testid: "guide-open" },
      onclick: () => openSheet(true),
    },
    el("span", { class: "tick", "aria-hidden": "true" }, now ? String(story.steps().indexOf(now) + 1) : icon("check")),
    el(
      "span",
      {},
      el("b", {}, title),
      el(
        "small",
        {},
        `${t("step")} ${now ? story.steps().indexOf(now) + 1 : story.steps().length} ${t("of")} ${story.steps().length}`,
      ),
    ),
    icon("up"),
  );
  const go = away
    ? el(
        "button",
        { type: "button", class: "strong", data: { testid: "story-show" }, onclick: () => page.show(who.id) },
        t("show"),
      )
    : ready &&
      el(
        "button",
        {
          type: "button",
          class: "strong",
          "aria-label": `${t("ready")} : ${ready.label}`,
          data: { testid: "story-ready" },
          "aria-disabled": pending ? "true" : false,
          onclick: () => run(ready.run),
        },
        ready.text ? t("ready") : shortened(ready.label),
      );
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

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && sheet) openSheet(false);
});

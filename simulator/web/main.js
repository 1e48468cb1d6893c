// The web chat: several people's telephones side by side, a guide on one side, what is behind the scenes on the other.
import * as backstage from "./backstage.js";
import { avatar, el, icon, relabel } from "./dom.js";
import * as guide from "./guide.js";
import { summary } from "./media.js";
import { Pane } from "./pane.js";
import { beginner, called, forget, hasStory } from "./story.js";
import { counted, language, momentOf, said, speak, t } from "./words.js";
import { chatOf, lastIn, listen, news, personOf, refresh, tell, toneOf, world } from "./world.js";

const THEMES = ["", "light", "dark"];
const LEAST_WIDTH = 300;
const narrow = matchMedia("(max-width: 759px)");
const byId = (id) => document.getElementById(id);

const panes = new Map();
const answered = new Set();
const summoned = new Set();
let order = [];
let current = null;
let shown = new Set();
let touched = false;
let picked = false;
let everybody = false;
let guideShown = localStorage.getItem("simulator-guide") !== "no";
let heard = null;
let begun = false;

const visible = (id) => (narrow.matches ? current === id : shown.has(id));

/** Whether somebody is there only if they are needed, and nobody has needed them so far. */
const waits = (id) => Boolean(personOf(id)?.on_call) && !called().includes(id);

// ---- drawing --------------------------------------------------------------------------------------------------

/** Before the first world has come there are the tools alone: what is chosen with them holds from then on. */
function draw() {
  if (!begun) return drawTools();
  drawTop();
  for (const user of world.users) {
    if (!panes.has(user.id)) {
      panes.set(user.id, new Pane(user, visible, draw));
      byId("panes").append(panes.get(user.id).root);
    }
    panes.get(user.id).draw(user);
  }
  drawSwitcher();
  guide.drawGuide();
  backstage.drawBackstage();
}

function drawTop() {
  document.title = world.bot.name;
  byId("title").textContent = world.bot.name;
  byId("notice").textContent = said(world.notice);
  byId("notice").hidden = !said(world.notice);
  const failures = byId("failures");
  failures.hidden = !world.failures.length;
  failures.textContent = `⚠ ${counted("failures", world.failures.length)}`;
  failures.title = world.failures.map((one) => `${one.what}: ${one.method} ${one.detail}`).join("\n");
  drawTools();
}

function drawTools() {
  document.documentElement.lang = language;
  const other = byId("language");
  other.textContent = language === "fr" ? "EN" : "FR";
  other.lang = language === "fr" ? "en" : "fr";
  relabel(other, t("other"));
  const theme = document.documentElement.dataset.theme;
  relabel(byId("theme"), t("theme")[theme]);
  byId("theme").replaceChildren(icon({ "": "half", light: "sun", dark: "moon" }[theme]));
  const toggle = byId("guide-toggle");
  toggle.hidden = !hasStory();
  toggle.setAttribute("aria-expanded", String(guideShown));
  byId("guide").hidden = toggle.hidden || !guideShown;
  tool(toggle, "guide", t("guide"));
  const stage = byId("backstage-toggle");
  const state = backstage.stateNow();
  stage.setAttribute("aria-expanded", String(backstage.isOpen()));
  const trouble = world.trouble !== "none" ? `${t("telegram")} : ${t("trouble")[world.trouble].toLowerCase()}` : "";
  tool(stage, "gear", trouble || (state?.now ? momentOf(state.now) : t("backstage")), t("backstage"));
  stage.classList.toggle("bad", Boolean(trouble) || state?.running === false);
}

function tool(button, mark, text, name = text) {
  const print = mark + text;
  if (button.dataset.print !== print) {
    button.dataset.print = print;
    button.replaceChildren(icon(mark), el("span", {}, text));
  }
  relabel(button, name === text ? name : `${name} : ${text}`);
}

function drawSwitcher() {
  const switcher = byId("switcher");
  switcher.setAttribute("aria-label", t("people"));
  switcher.hidden = world.users.length < 2;
  const there = world.users.filter((user) => everybody || !waits(user.id) || visible(user.id));
  const chips = there.map((user) => [
    user.id,
    said(user.role) || user.name,
    visible(user.id),
    panes.get(user.id).allUnread(),
  ]);
  const more = world.users.length - there.length;
  const print = JSON.stringify([language, chips, more]);
  if (switcher.dataset.print === print) return;
  switcher.dataset.print = print;
  const focused = document.activeElement?.closest?.(".chip")?.dataset.user;
  const others = el(
    "button",
    { class: "chip", type: "button", data: { testid: "switch-more" }, onclick: showEverybody },
    el("span", { class: "label" }, `+ ${counted("others", more)}`),
  );
  switcher.replaceChildren(
    ...chips.map(([id, name, on, unread]) =>
      el(
        "button",
        {
          class: "chip",
          type: "button",
          "aria-pressed": String(on),
          data: { testid: "switch", user: id },
          onclick: () => choose(id),
        },
        avatar(name, toneOf(id), "small"),
        el("span", { class: "label" }, name),
        unread
          ? el(
              "span",
              { class: "badge", role: "img", "aria-label": counted("unread", unread), data: { testid: "unread" } },
              String(unread),
            )
          : null,
      ),
    ),
    ...(more ? [others] : []),
  );
  if (focused) switcher.querySelector(`[data-user="${focused}"]`)?.focus();
}

function showEverybody() {
  everybody = true;
  drawSwitcher();
  byId("switcher").querySelector(".chip:last-child").focus();
}

// ---- whose telephone is shown ---------------------------------------------------------------------------------

function fitting() {
  const aside = (guideShown && hasStory() ? 312 : 0) + (backstage.isOpen() ? 320 : 0);
  return Math.max(1, Math.floor((innerWidth - aside) / (LEAST_WIDTH + 8)));
}

// Whoever begins the story comes first; whoever is still to begin and speaks another language than the page comes last.
function arrange() {
  const speaks = (id) => chatOf(id)?.started || personOf(id).language === language;
  const place = (id) => (id === beginner() ? 0 : speaks(id) ? 1 : 2);
  order = [...world.panes].sort((a, b) => place(a) - place(b));
  current = order[0];
  shown = new Set(order.slice(0, fitting()));
}

function sortUsers() {
  world.users.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const wanted = world.users.filter((user) => panes.has(user.id)).map((user) => panes.get(user.id).root);
  const stands = [...byId("panes").children];
  if (wanted.some((root, at) => root !== stands[at])) byId("panes").append(...wanted); // what moves loses its place
}

function choose(id) {
  if (narrow.matches || !shown.has(id)) return show(id);
  picked = true;
  if (shown.size > 1) shown.delete(id);
  return draw();
}

/** Show somebody's telephone; where there is no room, it takes the place of one whose owner has least to do with it. */
function show(id) {
  current = id;
  if (!narrow.matches && !shown.has(id)) {
    const away = order.filter((one) => shown.has(one));
    if (away.length >= fitting()) shown.delete(away.findLast(waits) ?? away.at(-1));
    shown.add(id);
  }
  draw();
  panes.get(id).log().toEnd();
  byId("switcher").querySelector(`[data-user="${id}"]`)?.scrollIntoView({ inline: "center", block: "nearest" });
  panes.get(id).root.scrollIntoView({ inline: "nearest", block: "nearest" });
  tell("opened", { who: id, chat: panes.get(id).chat });
}

// ---- what changed ---------------------------------------------------------------------------------------------

function drawn(restarted) {
  lost(false);
  if (!begun || restarted) first(restarted);
  sortOnce();
  draw();
  for (const press of world.presses) {
    if (!press.answer || answered.has(press.id)) continue;
    answered.add(press.id);
    panes.get(press.user_id)?.answered(press);
    tell("answered", { who: press.user_id, text: press.answer.text });
  }
  announce();
  backstage.follow();
  if (backstage.supervised()) backstage.look();
}

/** The first world, however late it comes; or one that began anew. */
function first(restarted) {
  for (const pane of panes.values()) pane.root.remove();
  panes.clear();
  answered.clear();
  summoned.clear();
  world.presses.filter((press) => press.answer).forEach((press) => answered.add(press.id));
  heard = null;
  arrange();
  if (restarted) {
    forget();
    backstage.forgetTraffic();
  } else {
    begun = true;
    guide.begin(given, byId("guide"));
    requestAnimationFrame(() => performance.mark("first-drawn"));
  }
}

function sortOnce() {
  const sorted = world.users.every((user, at) => user.id === order[at]);
  if (!sorted) sortUsers();
}

/** Tell a screen reader what others wrote in the chats that are open. */
function announce() {
  const latest = new Map([...world.chats.values()].map((chat) => [chat.id, lastIn(chat)]));
  const texts = [];
  for (const pane of panes.values()) {
    if (!heard || !pane.visible()) continue;
    for (const message of chatOf(pane.chat).list.slice(-5)) {
      if (message.message_id > (heard.get(pane.chat) ?? 0) && message.mine !== pane.user.id && !message.service)
        texts.push(`${pane.title()} : ${message.from.first_name} ${t("says")} : ${summary(message)}`);
    }
  }
  heard = latest;
  if (texts.length) byId("announcer").replaceChildren(...texts.map((text) => el("p", {}, text)));
}

function say(text, bad) {
  document.querySelector(".said")?.remove();
  const node = el("div", { class: `said ${bad ? "bad" : ""}`, role: "status", data: { testid: "said" } }, text);
  document.body.append(node);
  setTimeout(() => node.remove(), 4000);
}

// ---- the tools ------------------------------------------------------------------------------------------------

byId("language").addEventListener("click", () => {
  speak(language === "fr" ? "en" : "fr");
  if (!touched) {
    arrange();
    sortUsers();
  }
  draw();
});

byId("theme").addEventListener("click", () => {
  const theme = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length];
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("simulator-theme", theme);
  drawTools();
});

byId("guide-toggle").addEventListener("click", () => {
  guideShown = !guideShown;
  localStorage.setItem("simulator-guide", guideShown ? "yes" : "no");
  refit();
});

byId("backstage-toggle").addEventListener("click", () => {
  backstage.toggle();
  refit();
  if (backstage.isOpen()) byId("backstage").querySelector("button")?.focus();
});

/** After the room changed: as many telephones as fit, those first that are shown now; none that somebody put away. */
function refit() {
  const kept = order.filter((id) => shown.has(id));
  const more = picked ? [] : order.filter((id) => !shown.has(id)).sort((a, b) => waits(a) - waits(b));
  shown = new Set([...kept, ...more].slice(0, fitting()));
  draw();
}

/** Whoever has come to have a part in the story is shown instead of those who have none. */
function summon() {
  const fresh = order.filter((id) => called().includes(id) && !summoned.has(id));
  for (const id of fresh) {
    summoned.add(id);
    const idle = order.findLast((one) => shown.has(one) && waits(one));
    if (picked || shown.has(id) || idle === undefined) continue;
    shown.delete(idle);
    shown.add(id);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && backstage.isOpen() && byId("backstage").contains(document.activeElement)) {
    backstage.toggle(false);
    refit();
    byId("backstage-toggle").focus();
  }
});
narrow.addEventListener("change", draw);
addEventListener("resize", () => {
  if (!narrow.matches) refit();
});
news.addEventListener("acted", () => {
  touched = true;
});
news.addEventListener("said", ({ detail }) => say(detail.text, detail.bad));
news.addEventListener("sheet", ({ detail }) => document.body.classList.toggle("sheeted", detail.open));

function lost(gone) {
  byId("offline").textContent = t("offline");
  byId("offline").hidden = !gone;
}

const control = { offers: backstage.offers, press: backstage.press, label: backstage.labelOf };
const given = { panes, show, control, facts: backstage.factsNow, narrow: () => narrow.matches };

const update = () => refresh(drawn, () => lost(true));

drawTools();
await update();
listen(update, lost);
await backstage.begin(byId("backstage"), () => {
  summon();
  refit();
});
setInterval(() => {
  if (!document.hidden && backstage.supervised()) backstage.look();
}, 20_000);
refit();

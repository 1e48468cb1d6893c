// Behind the scenes, where the server offers it: the clock, the bot's process, Telegram's trouble, the traffic.
import { el, sign } from "./dom.js";
import { language, momentOf, said, t } from "./words.js";
import { chatOf, getJson, personOf, postJson, tell, world } from "./world.js";

const TROUBLES = ["none", "slow", "down", "flood"];
const MOST = 300;

let node = null;
let control = null;
const traffic = { shown: false, refused: false, last: 0, entries: [] };
let open = false;
let redraw = () => {};

/** Look what the server offers; `changed` is called whenever that changes. */
export async function begin(root, changed) {
  node = root;
  redraw = changed;
  await look();
}

let looking = null;
let stale = false;

/** Ask the control again: the business time, whether the bot runs, how things stand; calls that come meanwhile share the next. */
export function look() {
  stale = Boolean(looking);
  looking ??= (async () => {
    do {
      stale = false;
      control = await getJson("/world/control").catch(() => null);
      drawBackstage();
      redraw();
    } while (stale);
    looking = null;
  })();
  return looking;
}

/** Whether somebody supervises this world, or may: then its clock and its bot can be asked for. */
export const supervised = () => node !== null && (!control || control.error || control.buttons.length > 0);
export const isOpen = () => open;
export const stateNow = () => control?.state ?? null;

/** What the supervisor says of how things stand for the people of the page. */
export const factsNow = () => control?.state?.facts ?? {};

const button = (id) => (control?.buttons || []).find((one) => one.id === id);

export const offers = (id) => Boolean(button(id));
export const labelOf = (id) => said(button(id)?.label);

/** Press a button of the control; gives its answer, which is said on the page. */
export async function press(id) {
  for (const one of document.querySelectorAll(`[data-control="${id}"]`)) one.setAttribute("aria-busy", "true");
  const answer = await postJson("/world/control", { id });
  for (const one of document.querySelectorAll(`[data-control="${id}"]`)) one.removeAttribute("aria-busy");
  tell("said", { text: answer.ok ? said(answer.said) : answer.error || t("failed"), bad: !answer.ok });
  if (answer.ok) tell("control", { id });
  await look();
}

export function toggle(wanted = !open) {
  open = wanted;
  if (open) follow();
  drawBackstage();
}

// ---- drawing --------------------------------------------------------------------------------------------------

export function drawBackstage() {
  if (!node) return;
  node.hidden = !open;
  if (!open) return;
  node.setAttribute("aria-label", t("backstage"));
  const print = JSON.stringify([language, control, world.trouble, traffic.shown, traffic.refused]);
  if (node.dataset.print === print) return;
  node.dataset.print = print;
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  node.replaceChildren(
    el(
      "header",
      {},
      el("h2", {}, t("backstage")),
      sign("close", t("close"), {
        data: { testid: "backstage-close", focus: "close" },
        onclick: () => {
          toggle(false);
          redraw();
          document.getElementById("backstage-toggle").focus();
        },
      }),
    ),
    el(
      "div",
      { class: "parts" },
      ...[group("clock"), group("bot"), ...others(), troubles(), trafficPart()].filter(Boolean),
    ),
  );
  if (focused) node.querySelector(`[data-focus="${focused}"]`)?.focus();
}

const part = (title, ...children) => el("section", { class: "part" }, el("h3", {}, title), ...children);

const others = () =>
  [...new Set((control?.buttons || []).map((one) => one.group))]
    .filter((name) => !["clock", "bot", "story"].includes(name))
    .map(group);

function group(name) {
  const found = (control?.buttons || []).filter((one) => one.group === name);
  if (!found.length) return null;
  const { now, words } = control.state ?? {};
  const state = name === "clock" ? now && momentOf(now) : name === "bot" ? said(words) : "";
  const titles = { clock: t("clock"), bot: t("control") };
  return part(
    titles[name] ?? name,
    state
      ? el(
          "p",
          {
            class: `state ${name === "bot" ? (control.state.running ? "good" : "bad") : ""}`,
            data: { testid: `state-${name}` },
          },
          state,
        )
      : null,
    el(
      "div",
      { class: "buttons" },
      ...found.map((one) =>
        el(
          "button",
          {
            type: "button",
            class: "plain",
            title: said(one.hint),
            data: { control: one.id, testid: `control-${one.id}`, focus: one.id },
            onclick: () => press(one.id),
          },
          said(one.label),
        ),
      ),
    ),
    hints(found),
  );
}

function hints(found) {
  const texts = [...new Set(found.map((one) => said(one.hint)).filter(Boolean))];
  return texts.length === 1 ? el("p", { class: "hint" }, texts[0]) : null;
}

function troubles() {
  const now = world.trouble;
  const choose = async (kind) => {
    const answer = await postJson("/world/trouble", { kind });
    if (!answer.ok) tell("said", { text: answer.error || t("failed"), bad: true });
  };
  const keys = TROUBLES.map((kind) =>
    el(
      "button",
      {
        type: "button",
        "aria-pressed": String(kind === now),
        data: { testid: `trouble-${kind}`, focus: kind },
        onclick: () => choose(kind),
      },
      t("trouble")[kind],
    ),
  );
  return part(
    t("telegram"),
    el("div", { class: "segments", role: "group", "aria-label": t("telegram") }, ...keys),
    el("p", { class: "hint" }, t("troubleHint")[now]),
  );
}

// ---- the traffic ----------------------------------------------------------------------------------------------

function trafficPart() {
  const show = check(t("trafficShow"), traffic.shown, "traffic-toggle", (on) => {
    traffic.shown = on;
    if (on) follow();
  });
  const refused = check(t("onlyRefused"), traffic.refused, "traffic-refused", (on) => {
    traffic.refused = on;
  });
  const rows = el("ol", { class: "traffic", tabindex: 0, "aria-label": t("traffic"), data: { testid: "traffic" } });
  const found = part(
    t("traffic"),
    el("p", { class: "hint" }, t("trafficHint")),
    el("div", { class: "checks" }, show, traffic.shown ? refused : null),
    traffic.shown ? rows : null,
  );
  if (traffic.shown) fill(rows, traffic.entries, true);
  return found;
}

function check(text, on, testid, changed) {
  const box = el("input", {
    type: "checkbox",
    checked: on,
    data: { testid, focus: testid },
    onchange: () => {
      changed(box.checked);
      drawBackstage();
    },
  });
  return el("label", { class: "check" }, box, text);
}

/** Fetch the entries that came since, while somebody looks at them. */
export async function follow() {
  if (!open || !traffic.shown || traffic.fetching) return;
  traffic.fetching = true;
  const fresh = await getJson(`/world/traffic?after=${traffic.last}`).catch(() => null);
  traffic.fetching = false;
  if (!fresh?.entries.length) return;
  traffic.last = fresh.last;
  traffic.entries = [...traffic.entries, ...fresh.entries].slice(-MOST);
  const rows = node.querySelector(".traffic");
  if (rows) fill(rows, fresh.entries, false);
}

export function forgetTraffic() {
  Object.assign(traffic, { last: 0, entries: [] });
  node?.querySelector(".traffic")?.replaceChildren();
}

function fill(rows, entries, whole) {
  const end = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 60;
  const shown = entries.filter((entry) => !traffic.refused || entry.ok === false);
  if (whole) rows.replaceChildren();
  rows.append(...shown.map(entryNode));
  while (rows.children.length > MOST) rows.firstChild.remove();
  if (end || whole)
    requestAnimationFrame(() => {
      rows.scrollTop = rows.scrollHeight;
    });
}

function whose(entry) {
  const person = personOf(entry.chat_id);
  const name = person ? said(person.role) || person.name : chatOf(entry.chat_id)?.title;
  return name ? el("small", {}, name) : null;
}

function entryNode(entry) {
  const bad = entry.ok === false;
  const at = new Date(entry.at * 1000 || entry.at).toLocaleTimeString(language === "en" ? "en-GB" : "fr", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const body = el("pre", {});
  const details = el(
    "details",
    {
      ontoggle: () => {
        if (details.open && !body.textContent) body.textContent = JSON.stringify(entry.body, null, 2);
      },
    },
    el(
      "summary",
      {},
      el(
        "span",
        { class: `way ${entry.kind}` },
        entry.kind === "update" ? "→" : "←",
        el("span", { class: "unseen" }, t(entry.kind)),
      ),
      el("code", {}, entry.name),
      el("time", {}, at),
      whose(entry),
      bad ? el("span", { class: "rule" }, [entry.code, entry.said].filter(Boolean).join(" ")) : null,
    ),
    body,
  );
  return el("li", { class: bad ? "bad" : "" }, details);
}

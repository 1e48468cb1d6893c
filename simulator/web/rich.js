// Text with entities. Their offsets are UTF-16 code units, as in JavaScript strings.
import { el } from "./dom.js";
import { t } from "./words.js";
import { act, world } from "./world.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

/** The text as nodes; links and commands act for the person of this pane. */
export function rich(pane, text, entities = []) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return piece(pane, text, 0, text.length, sorted);
}

function piece(pane, text, from, to, entities) {
  const fragment = document.createDocumentFragment();
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const begin = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    index += 1;
    if (end <= begin) continue;
    fragment.append(text.slice(at, begin));
    const inner = [];
    while (index < entities.length && entities[index].offset < end) inner.push(entities[index++]);
    fragment.append(wrap(pane, entity, text.slice(begin, end), piece(pane, text, begin, end, inner)));
    at = end;
  }
  fragment.append(text.slice(at, to));
  return fragment;
}

function wrap(pane, entity, text, content) {
  if (TAGS[entity.type]) return el(TAGS[entity.type], {}, content);
  if (entity.type === "expandable_blockquote") return folded(content);
  if (entity.type === "spoiler") return spoiler(content);
  if (entity.type === "bot_command")
    return el(
      "button",
      { class: "link", type: "button", onclick: () => act({ do: "say", ...pane.here(), text }) },
      content,
    );
  if (entity.type === "email") return el("a", { href: `mailto:${text}` }, content);
  if (entity.type === "phone_number") return el("a", { href: `tel:${text.replace(/\s/g, "")}` }, content);
  if (entity.type === "url" || entity.type === "text_link")
    return link(pane, entity.url || (text.includes("://") ? text : `https://${text}`), content);
  return el("span", {}, content);
}

function folded(content) {
  const turn = (event) =>
    event.currentTarget.setAttribute("aria-expanded", String(event.currentTarget.classList.toggle("folded") === false));
  return el(
    "blockquote",
    {
      class: "folding folded",
      role: "button",
      tabindex: 0,
      "aria-expanded": "false",
      onclick: turn,
      onkeydown: (event) => event.key === "Enter" && turn(event),
    },
    content,
  );
}

function spoiler(content) {
  const words = el("span", { "aria-hidden": "true" }, content);
  const show = (event) => {
    event.stopPropagation();
    node.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    words.removeAttribute("aria-hidden");
  };
  const node = el(
    "span",
    {
      class: "spoiler",
      tabindex: 0,
      role: "button",
      "aria-label": t("hidden"),
      onclick: show,
      onkeydown: (event) => ["Enter", " "].includes(event.key) && show(event),
    },
    words,
  );
  return node;
}

/** A t.me link to this very bot: {payload}; null for any other address. */
function deepLink(url) {
  const match = /^(?:https?:\/\/(?:t|telegram)\.me\/|tg:\/\/resolve\?domain=)(\w+)(?:[?&]start=([\w-]*))?$/i.exec(url);
  return match && match[1].toLowerCase() === world.bot.username.toLowerCase() ? { payload: match[2] || "" } : null;
}

/** Open an address as Telegram would: the bot's own leads to its chat and presses Start with the payload. */
export function follow(pane, url) {
  const deep = deepLink(url);
  if (!deep) return window.open(url, "_blank", "noopener");
  pane.select(pane.user.id);
  return act({ do: "start", user_id: pane.user.id, payload: deep.payload });
}

function link(pane, url, content) {
  if (deepLink(url))
    return el(
      "button",
      { class: "link", type: "button", data: { testid: "deep-link" }, onclick: () => follow(pane, url) },
      content,
    );
  return el(
    "a",
    { href: /^(https?|tg):/.test(url) ? url : "#", target: "_blank", rel: "noopener noreferrer" },
    content,
  );
}

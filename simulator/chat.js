// The web chat: several people's telephones side by side, drawn from /world and redrawn when it changes.
"use strict";

const WORDS = {
  fr: {
    other: "English", guide: "Mode d’emploi", people: "Téléphones", start: "Démarrer", restart: "Débloquer et redémarrer",
    blockedNote: "Vous avez bloqué ce bot.", write: "Écrire un message", send: "Envoyer", attach: "Joindre", commands: "Commandes",
    menu: "Options", block: "Bloquer le bot", unblock: "Débloquer le bot", edited: "modifié", edit: "Modifier", reply: "Répondre", replying: "Réponse à : ", cancel: "Annuler",
    editing: "Modification : ", typing: "écrit…", sending: "envoie un fichier…", phone: "Téléphone", photo: "Photo", album: "Album de 3 photos",
    voice: "Message vocal", sticker: "Autocollant", document: "Document", location: "Position", video: "Vidéo", audio: "Audio",
    contact: "Contact", animation: "Animation", video_note: "Vidéo ronde", dice: "Dé", group: "Le groupe", direct: "Le bot", members: "membres",
    joined: "entre dans le groupe", left: "quitte le groupe", pinned: "Message épinglé", renamed: "Nouveau titre : ",
    migrated: "Le groupe est devenu un supergroupe", protected: "Protégé", offline: "Connexion perdue, nouvel essai…", ok: "OK",
    noCommands: "Aucune commande", failures: "appels inconnus", keyboard: "Clavier de réponse", log: "Messages", unread: "nouveau message",
    share: "Partager mon numéro", empty: "Aucun message pour l’instant", what: "Que peut faire ce bot ?",
  },
  en: {
    other: "Français", guide: "How to", people: "Phones", start: "Start", restart: "Unblock and restart",
    blockedNote: "You blocked this bot.", write: "Write a message", send: "Send", attach: "Attach", commands: "Commands",
    menu: "Options", block: "Block the bot", unblock: "Unblock the bot", edited: "edited", edit: "Edit", reply: "Reply", replying: "Reply to: ", cancel: "Cancel",
    editing: "Editing: ", typing: "is typing…", sending: "is sending a file…", phone: "Phone", photo: "Photo", album: "Album of 3 photos",
    voice: "Voice message", sticker: "Sticker", document: "Document", location: "Location", video: "Video", audio: "Audio",
    contact: "Contact", animation: "Animation", video_note: "Video note", dice: "Dice", group: "The group", direct: "The bot", members: "members",
    joined: "joins the group", left: "leaves the group", pinned: "Pinned message", renamed: "New title: ",
    migrated: "The group became a supergroup", protected: "Protected", offline: "Connection lost, trying again…", ok: "OK",
    noCommands: "No command", failures: "unknown calls", keyboard: "Reply keyboard", log: "Messages", unread: "new message",
    share: "Share my number", empty: "No message yet", what: "What can this bot do?",
  },
};
const ATTACHMENTS = ["photo", "album", "voice", "sticker", "document", "location", "video", "contact"];
const SIGNS = { voice: "🎤", audio: "🎵", video: "🎬", video_note: "🎬", animation: "🎞", document: "📄", location: "📍", contact: "👤", photo: "🖼", album: "🖼", sticker: "🙂" };
const ICONS = {
  send: "M4 12l16-8-6 16-3-6.5z", attach: "M20 11.5l-8 8a5 5 0 01-7-7l8.500-8.500a3.300 3.300 0 014.700 4.700L9.700 17.200a1.700 1.700 0 01-2.400-2.400l7.200-7.200",
  menu: "M12 5.500v.01M12 12v.01M12 18.500v.01", slash: "M15.500 5l-7 14",
};
const narrow = matchMedia("(max-width: 719px)");
const panes = new Map();
let world = null;
let language = localStorage.getItem("simulator-language") || "fr";
let current = null;
let shown = null;
let acted = false;
let order = [];
const oldPresses = new Set();

const t = (key) => WORDS[language][key] ?? key;
const said = (texts) => (texts && (texts[language] || texts.fr || texts.en)) || "";
const hue = (id) => Math.round((Math.abs(Number(id)) * 137.508) % 360);

function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "data") Object.assign(node.dataset, value);
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  if (name === "menu") path.setAttribute("stroke-width", "2.6");
  svg.append(path);
  return svg;
}

async function act(pane, order) {
  if (!acted && narrow.matches) toggleGuide(false);
  acted = true;
  const answer = await fetch("/world/act", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) });
  const body = await answer.json();
  if (!body.ok && pane) toast(pane, body.error);
  return body;
}

// ---- text with entities: offsets are UTF-16 code units, as in JavaScript strings --------------------------------

function rich(pane, text, entities) {
  const sorted = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
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
  const tags = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };
  if (tags[entity.type]) return el(tags[entity.type], {}, content);
  if (entity.type === "expandable_blockquote") return el("blockquote", { class: "folded", onclick: (e) => e.currentTarget.classList.toggle("folded") }, content);
  if (entity.type === "spoiler") {
    const open = (e) => e.currentTarget.classList.add("open");
    return el("span", { class: "spoiler", tabindex: 0, role: "button", onclick: open, onkeydown: (e) => e.key === "Enter" && open(e) }, content);
  }
  if (entity.type === "bot_command") return el("button", { class: "link", type: "button", onclick: () => act(pane, { do: "say", ...pane.here(), text }) }, content);
  if (entity.type === "email") return el("a", { href: `mailto:${text}` }, content);
  if (entity.type === "url" || entity.type === "text_link") return link(pane, entity.url || (text.includes("://") ? text : `https://${text}`), content);
  return el("span", {}, content);
}

function deepLink(url) {
  const match = /^(?:https?:\/\/(?:t|telegram)\.me\/|tg:\/\/resolve\?domain=)(\w+)(?:[?&]start=([\w-]*))?$/i.exec(url);
  return match && match[1].toLowerCase() === world.bot.username.toLowerCase() ? { payload: match[2] || "" } : null;
}

function open(pane, url) {
  const deep = deepLink(url);
  if (!deep) return window.open(url, "_blank", "noopener");
  select(pane, pane.user.id);
  return act(pane, { do: "start", user_id: pane.user.id, payload: deep.payload });
}

function link(pane, url, content) {
  if (deepLink(url)) return el("button", { class: "link", type: "button", data: { testid: "deep-link" }, onclick: () => open(pane, url) }, content);
  return el("a", { href: /^(https?|tg):/.test(url) ? url : "#", target: "_blank", rel: "noopener noreferrer" }, content);
}

// ---- one message ----------------------------------------------------------------------------------------------

function messageNode(pane, chat, message) {
  if (message.service) return el("div", { class: "service", data: { testid: "service", messageId: message.message_id } }, serviceText(message));
  const mine = message.mine === pane.user.id;
  const rows = message.reply_markup?.inline_keyboard || [];
  const toggle = (event) => event.target.closest("a, button, .spoiler") || event.currentTarget.parentElement.classList.toggle("open");
  const bubble = el("div", { class: "bubble", onclick: toggle });
  if (!mine && chat.type !== "private") bubble.append(el("div", { class: "sender", style: undefined }, message.from.first_name));
  bubble.style.setProperty("--hue", hue(message.mine));
  if (message.forward_origin) bubble.append(el("div", { class: "reply" }, `↪ ${message.forward_origin.sender_user?.first_name || ""}`));
  if (message.reply_to_message) bubble.append(el("div", { class: "reply" }, summary(message.reply_to_message)));
  for (const part of media(message)) bubble.append(part);
  const text = message.text ?? message.caption;
  if (text) bubble.append(el("div", { class: "words", data: { testid: "text" } }, rich(pane, text, message.entities || message.caption_entities)));
  bubble.append(foot(pane, chat, message, mine, text));
  const keys = rows.map((row) => el("div", { class: "keyrow" }, ...row.map((button) => inlineKey(pane, chat, message, button))));
  const data = { testid: "message", messageId: message.message_id, from: mine ? "me" : message.from.is_bot ? "bot" : "other" };
  return el("div", { class: `message${mine ? " mine" : ""}${rows.length ? " keys" : ""}`, data }, bubble, ...keys);
}

function foot(pane, chat, message, mine, text) {
  const time = new Date(message.date * 1000).toLocaleTimeString(language === "en" ? "en-GB" : language, { hour: "2-digit", minute: "2-digit" });
  const edit = mine && text ? el("button", { type: "button", data: { testid: "edit-own" }, onclick: () => beginEdit(pane, chat, message) }, t("edit")) : null;
  const reply = el("button", { type: "button", data: { testid: "reply" }, onclick: () => beginReply(pane, chat, message) }, t("reply"));
  const lock = message.protected ? el("span", { class: "protected", data: { testid: "protected" }, title: t("protected") }, `🔒 ${t("protected")}`) : null;
  const edited = message.edit_date ? el("span", { data: { testid: "edited" } }, t("edited")) : null;
  return el("div", { class: "foot" }, lock, reply, edit, edited, el("time", {}, time));
}

function inlineKey(pane, chat, message, button) {
  if (button.url) {
    const data = { testid: "inline-button", url: button.url };
    return el("button", { class: "key", type: "button", data, onclick: () => open(pane, button.url) }, `${button.text} ↗`);
  }
  if (button.copy_text) return el("button", { class: "key", type: "button", onclick: () => navigator.clipboard?.writeText(button.copy_text.text) }, button.text);
  const data = { testid: "inline-button", data: button.callback_data };
  return el("button", {
    class: "key", type: "button", data,
    onclick: async (event) => {
      const key = event.currentTarget;
      key.setAttribute("aria-busy", "true");
      setTimeout(() => key.removeAttribute("aria-busy"), 8000);
      const answer = await act(pane, { do: "press", ...pane.here(), chat_id: chat.id, message_id: message.message_id, button: button.callback_data });
      if (answer.ok) pane.busy.set(answer.result, key);
      else key.removeAttribute("aria-busy");
    },
  }, button.text);
}

function media(message) {
  const source = (file) => `/world/file/${file.file_id}`;
  if (message.photo) return [el("img", { class: "picture", src: source(message.photo.at(-1)), alt: t("photo"), loading: "lazy" })];
  if (message.sticker) return [el("div", { class: "sticker", role: "img", "aria-label": t("sticker") }, message.sticker.emoji || "🙂")];
  if (message.dice) return [el("div", { class: "sticker" }, message.dice.emoji)];
  if (message.location) return [fileLine("location", t("location"), `${message.location.latitude}, ${message.location.longitude}`)];
  if (message.contact) return [fileLine("contact", message.contact.first_name, message.contact.phone_number)];
  const kind = ["voice", "audio", "video", "video_note", "animation", "document"].find((name) => message[name]);
  if (!kind) return [];
  const file = message[kind];
  return [fileLine(kind, file.file_name || t(kind), size(file.file_size), source(file), file.file_name)];
}

function fileLine(kind, name, detail, href, download) {
  const content = [el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[kind]), el("span", {}, name, el("small", {}, detail))];
  return href ? el("a", { class: "file", href, download: download || "", data: { testid: "file" } }, ...content) : el("div", { class: "file" }, ...content);
}

function size(bytes) {
  const unit = language === "fr" ? "o" : "B";
  if (bytes > 1048576) return `${(bytes / 1048576).toFixed(1)} M${unit}`;
  return bytes > 1024 ? `${Math.round(bytes / 1024)} K${unit}` : `${bytes} ${unit}`;
}

function summary(message) {
  if (message.text || message.caption) return (message.text || message.caption).slice(0, 90);
  return t(["photo", "voice", "video", "sticker", "document", "location", "contact"].find((kind) => message[kind]) || "document");
}

function serviceText(message) {
  if (message.new_chat_members) return message.new_chat_members.map((user) => `${user.first_name} ${t("joined")}`).join(", ");
  if (message.left_chat_member) return `${message.left_chat_member.first_name} ${t("left")}`;
  if (message.pinned_message) return `📌 ${t("pinned")}`;
  if (message.new_chat_title) return t("renamed") + message.new_chat_title;
  return t("migrated");
}

// ---- one pane -------------------------------------------------------------------------------------------------

function makePane(user) {
  const pane = { user, chat: user.chats[0], logs: new Map(), seen: new Map([[user.id, lastOf(chatOf(user.id))]]), busy: new Map(), editing: null, replying: null, toastTimer: 0 };
  pane.here = () => ({ user_id: user.id, chat_id: pane.chat });
  const initials = user.name.replace(/[^\p{L} ]/gu, " ").split(/\s+/).filter((word) => word.length > 2).slice(0, 2).map((word) => word[0].toUpperCase()).join("") || user.name[0];
  const face = el("div", { class: "face", "aria-hidden": "true" }, initials);
  face.style.setProperty("--hue", hue(user.id));
  pane.name = el("h2", { id: `name-${user.id}` });
  pane.hint = el("p");
  pane.menu = el("button", { class: "icon", type: "button", "aria-haspopup": "menu", data: { testid: "pane-menu" }, onclick: () => menu(pane) }, icon("menu"));
  pane.tabs = el("div", { class: "tabs", role: "tablist" });
  pane.pinned = el("div", { class: "pinned", data: { testid: "pinned" }, hidden: true });
  pane.body = el("div", { style: undefined });
  pane.body.className = "logs";
  pane.typing = el("div", { class: "typing", "aria-live": "polite", data: { testid: "typing" } });
  makeComposer(pane);
  pane.root = el("section", { class: "pane", "aria-labelledby": `name-${user.id}`, data: { testid: "pane", user: user.id } },
    el("div", { class: "who" }, face, el("div", { class: "names" }, pane.name, pane.hint), pane.menu),
    pane.tabs, pane.pinned, pane.body, pane.typing, pane.composer);
  document.getElementById("panes").append(pane.root);
  return pane;
}

function makeComposer(pane) {
  pane.box = el("textarea", { rows: 1, data: { testid: "composer" }, oninput: () => grow(pane.box), onkeydown: (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(pane); }
    if (event.key === "Escape" && (pane.editing || pane.replying)) endEdit(pane);
  } });
  pane.attach = el("button", { class: "icon", type: "button", "aria-haspopup": "menu", data: { testid: "attach" }, onclick: () => attachments(pane) }, icon("attach"));
  pane.slash = el("button", { class: "icon", type: "button", "aria-haspopup": "menu", data: { testid: "commands" }, onclick: () => commands(pane) }, icon("slash"));
  pane.go = el("button", { class: "icon send", type: "button", data: { testid: "send" }, onclick: () => send(pane) }, icon("send"));
  pane.line = el("div", { class: "line" }, pane.attach, pane.slash, pane.box, pane.go);
  pane.note = el("div", { class: "editing", hidden: true });
  pane.keyboard = el("div", { class: "keyboard", role: "group", data: { testid: "reply-keyboard" }, hidden: true });
  pane.big = el("button", { class: "wide", type: "button", hidden: true, onclick: () => begin(pane) });
  pane.composer = el("div", { class: "composer" }, pane.note, pane.line, pane.big, pane.keyboard);
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 128)}px`;
}

async function send(pane) {
  const text = pane.box.value.trim();
  if (!text) return;
  const order = pane.editing
    ? { do: "edit", user_id: pane.user.id, chat_id: pane.editing.chat, message_id: pane.editing.message, text }
    : { do: "say", ...pane.here(), text, ...(pane.replying ? { reply_to: pane.replying } : {}) };
  pane.box.value = "";
  grow(pane.box);
  endEdit(pane);
  const answer = await act(pane, order);
  if (!answer.ok) pane.box.value = text;
  pane.box.focus();
}

async function begin(pane) {
  const chat = chatOf(pane.chat);
  if (chat.blocked) await act(pane, { do: "unblock", user_id: pane.user.id });
  await act(pane, { do: "start", user_id: pane.user.id });
  pane.box.focus();
}

function beginEdit(pane, chat, message) {
  pane.replying = null;
  pane.editing = { chat: chat.id, message: message.message_id };
  pane.box.value = message.text ?? message.caption ?? "";
  noteAbove(pane, t("editing") + summary(message));
}

function beginReply(pane, chat, message) {
  if (pane.editing) endEdit(pane);
  pane.replying = message.message_id;
  noteAbove(pane, t("replying") + summary(message));
}

function noteAbove(pane, text) {
  const stop = el("button", { class: "icon", type: "button", "aria-label": t("cancel"), onclick: () => endEdit(pane) }, "✕");
  pane.note.replaceChildren(el("span", {}, text), stop);
  pane.note.hidden = false;
  grow(pane.box);
  pane.box.focus();
}

function endEdit(pane) {
  if (pane.editing) pane.box.value = "";
  pane.editing = pane.replying = null;
  pane.note.hidden = true;
  grow(pane.box);
}

// ---- small menus, toasts, alerts ------------------------------------------------------------------------------

function popup(holder, opener, items) {
  const wasOpen = holder.querySelector(".pop")?.opener === opener;
  document.querySelectorAll(".pop").forEach((pop) => pop.remove());
  if (wasOpen) return;
  const pop = el("div", { class: "pop", role: "menu", onkeydown: (event) => {
    const all = [...pop.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") { pop.remove(); opener.focus(); }
    if (event.key === "ArrowDown") { event.preventDefault(); all[(at + 1) % all.length]?.focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); all.at(at - 1)?.focus(); }
  } });
  pop.opener = opener;
  for (const [label, detail, data, run] of items) {
    const content = [el("b", {}, label), detail ? el("small", {}, detail) : null];
    pop.append(el("button", { type: "button", role: "menuitem", data, onclick: () => { pop.remove(); run(); } }, ...content));
  }
  holder.append(pop);
  pop.querySelector("button")?.focus();
}

document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".pop, [aria-haspopup]")) document.querySelectorAll(".pop").forEach((pop) => pop.remove());
});

function attachments(pane) {
  popup(pane.composer, pane.attach, ATTACHMENTS.map((kind) => [`${SIGNS[kind]}  ${t(kind)}`, "", { testid: "attach-item", kind },
    () => act(pane, { do: "send_other", ...pane.here(), kind })]));
}

function commands(pane) {
  const list = world.users.find((user) => user.id === pane.user.id).commands[pane.chat] || [];
  const items = list.map((one) => [`/${one.command}`, one.description, { testid: "command-item", command: one.command },
    () => act(pane, { do: "say", ...pane.here(), text: `/${one.command}` })]);
  popup(pane.composer, pane.slash, items.length ? items : [[t("noCommands"), "", {}, () => {}]]);
}

function menu(pane) {
  const blocked = chatOf(pane.user.id)?.blocked;
  const verb = blocked ? "unblock" : "block";
  popup(pane.root, pane.menu, [[t(verb), "", { testid: verb }, () => act(pane, { do: verb, user_id: pane.user.id })]]);
}

function toast(pane, text) {
  pane.root.querySelector(".toast")?.remove();
  clearTimeout(pane.toastTimer);
  pane.root.append(el("div", { class: "toast", role: "status", data: { testid: "toast" } }, text));
  pane.toastTimer = setTimeout(() => pane.root.querySelector(".toast")?.remove(), 4500);
}

function alertBox(pane, text) {
  const before = document.activeElement;
  const close = () => { veil.remove(); before?.focus?.(); };
  const button = el("button", { type: "button", data: { testid: "alert-ok" }, onclick: close }, t("ok"));
  const box = el("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text, data: { testid: "alert" } }, text, el("div", {}, button));
  const veil = el("div", { class: "veil", onkeydown: (event) => event.key === "Escape" && close() }, box);
  pane.root.append(veil);
  button.focus();
}

// ---- drawing --------------------------------------------------------------------------------------------------

const chatOf = (id) => world.chats.find((chat) => chat.id === id);

function draw() {
  drawTop();
  for (const user of world.users) {
    if (!panes.has(user.id)) panes.set(user.id, makePane(user));
    drawPane(panes.get(user.id), user);
  }
  drawSwitcher();
  drawPresses();
}

function drawTop() {
  document.documentElement.lang = language;
  document.title = world.bot.name;
  document.getElementById("title").textContent = world.bot.name;
  const notice = document.getElementById("notice");
  notice.textContent = said(world.notice);
  notice.hidden = !notice.textContent;
  const guide = document.getElementById("guide");
  guide.replaceChildren(...(world.lines[language] || []).map((line) => el("li", {}, el("span", {}, line))));
  document.getElementById("guide-toggle").setAttribute("aria-label", t("guide"));
  const other = document.getElementById("language");
  other.textContent = language === "fr" ? "EN" : "FR";
  other.setAttribute("aria-label", t("other"));
  other.title = t("other");
  other.lang = language === "fr" ? "en" : "fr";
  const failures = document.getElementById("failures");
  failures.hidden = !world.failures.length;
  failures.textContent = `⚠ ${world.failures.length} ${t("failures")}`;
  failures.title = world.failures.map((one) => `${one.what}: ${one.method} ${one.detail}`).join("\n");
}

function visible(pane) {
  return narrow.matches ? current === pane.user.id : shown.has(pane.user.id);
}

function drawPane(pane, user) {
  pane.fresh = user;
  pane.name.textContent = said(user.role) || user.name;
  pane.hint.textContent = [user.phone.replace(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "0$1 $2 $3 $4 $5"), said(user.hint)].filter(Boolean).join(" · ");
  pane.hint.title = pane.hint.textContent;
  pane.root.classList.toggle("away", !visible(pane));
  if (!user.chats.includes(pane.chat)) pane.chat = user.chats[0];
  for (const id of user.chats) drawLog(pane, chatOf(id));
  for (const [id, log] of pane.logs) log.hidden = id !== pane.chat;
  drawTabs(pane, user);
  drawComposer(pane, user, chatOf(pane.chat));
}

function drawTabs(pane, user) {
  pane.tabs.hidden = user.chats.length < 2;
  pane.tabs.replaceChildren(...user.chats.map((id) => {
    const chat = chatOf(id);
    const unread = lastOf(chat) > (pane.seen.get(id) || 0);
    const selected = id === pane.chat;
    return el("button", { class: "tab", type: "button", role: "tab", "aria-selected": String(selected), data: { testid: "tab", chat: id }, title: chat.title, onclick: () => select(pane, id) },
      el("span", { class: "label" }, chat.type === "private" ? t("direct") : user.chats.length === 2 ? t("group") : chat.title),
      unread ? el("span", { class: "dot", role: "img", "aria-label": t("unread") }) : null);
  }));
}

function select(pane, id) {
  pane.chat = id;
  if (pane.editing || pane.replying) endEdit(pane);
  draw();
  const log = pane.logs.get(id);
  if (log) log.scrollTop = log.scrollHeight;
}

const lastOf = (chat) => chat.messages.reduce((last, message) => Math.max(last, message.message_id), 0);

function drawLog(pane, chat) {
  let log = pane.logs.get(chat.id);
  if (!log) {
    log = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: 0, data: { testid: "log", chat: chat.id } });
    log.nodes = new Map();
    stayAtEnd(log);
    pane.logs.set(chat.id, log);
    pane.body.append(log);
  }
  log.setAttribute("aria-label", t("log"));
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const before = log.nodes.size;
  const standing = new Set(chat.messages.map((message) => message.message_id));
  for (const [id, kept] of log.nodes) if (!standing.has(id)) { kept.node.remove(); log.nodes.delete(id); }
  for (const message of chat.messages) {
    const print = language + JSON.stringify(message);
    const kept = log.nodes.get(message.message_id);
    if (kept?.print === print) continue;
    const node = messageNode(pane, chat, message);
    if (kept) kept.node.replaceWith(node); else log.append(node);
    log.nodes.set(message.message_id, { print, node });
  }
  drawAbout(log, chat);
  if (chat.id === pane.chat && visible(pane)) pane.seen.set(chat.id, lastOf(chat));
  if (atEnd || log.nodes.size > before && chat.messages.at(-1)?.mine === pane.user.id) log.scrollTop = log.scrollHeight;
  log.querySelectorAll("img").forEach((image) => { if (!image.complete && atEnd) image.onload = () => { log.scrollTop = log.scrollHeight; }; });
}

// A screen that turns or makes room for a keyboard must not hide the last message.
function stayAtEnd(log) {
  let atEnd = true;
  let height = 0;
  log.addEventListener("scroll", () => { if (log.clientHeight === height) atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80; }, { passive: true });
  new ResizeObserver(() => {
    height = log.clientHeight;
    if (height && atEnd) log.scrollTop = log.scrollHeight;
  }).observe(log);
}

function drawAbout(log, chat) {
  log.querySelector(".about")?.remove();
  if (log.nodes.size) return;
  const text = chat.type === "private" ? world.about[language] || world.about[""] || "" : "";
  log.append(el("div", { class: "about" }, el("b", {}, text ? t("what") : chat.title), text || t("empty")));
}

function drawComposer(pane, user, chat) {
  const mustStart = chat.type === "private" && (!chat.started || chat.blocked);
  const label = chat.blocked ? t("restart") : t("start");
  pane.big.hidden = !mustStart;
  pane.big.textContent = label;
  pane.big.dataset.testid = chat.blocked ? "restart" : "start";
  pane.line.hidden = mustStart;
  const markup = mustStart ? null : user.keyboards[chat.id];
  pane.box.placeholder = markup?.input_field_placeholder || t("write");
  pane.box.setAttribute("aria-label", t("write"));
  for (const [node, key] of [[pane.attach, "attach"], [pane.slash, "commands"], [pane.go, "send"], [pane.menu, "menu"]]) {
    node.setAttribute("aria-label", t(key));
    node.title = t(key);
  }
  drawKeyboard(pane, markup);
  const pinned = chat.messages.find((message) => message.message_id === chat.pinned[0]);
  pane.pinned.hidden = !pinned;
  pane.pinned.textContent = pinned ? `📌 ${summary(pinned)}` : "";
  drawTyping(pane, chat);
}

function drawTyping(pane, chat) {
  const text = !chat.action ? "" : chat.action === "typing" ? t("typing") : t("sending");
  if (pane.typing.dataset.text === text) return;
  pane.typing.dataset.text = text;
  pane.typing.replaceChildren(...(text ? [el("i"), el("i"), el("i"), `${world.bot.name} ${text}`] : []));
  clearTimeout(pane.typingTimer);
  if (text) pane.typingTimer = setTimeout(refresh, 5200);
}

function drawKeyboard(pane, markup) {
  const print = JSON.stringify(markup || null) + pane.chat;
  if (pane.keyboard.dataset.print === print) return;
  pane.keyboard.dataset.print = print;
  pane.keyboard.hidden = !markup;
  pane.keyboard.setAttribute("aria-label", t("keyboard"));
  pane.keyboard.replaceChildren(...(markup?.keyboard || []).map((row) => el("div", { class: "keyrow" }, ...row.map((button) => {
    const order = button.request_contact ? { do: "share_contact" } : button.request_location ? { do: "send_other", kind: "location" } : { do: "say", text: button.text };
    const sign = button.request_contact ? "📱 " : button.request_location ? "📍 " : "";
    const data = { testid: "reply-button", contact: button.request_contact ? "yes" : undefined };
    if (!data.contact) delete data.contact;
    return el("button", { class: "key", type: "button", data, onclick: () => act(pane, { ...order, ...pane.here() }) }, sign + button.text);
  }))));
  const log = pane.logs.get(pane.chat);
  if (log) log.scrollTop = log.scrollHeight;
}

function drawSwitcher() {
  const switcher = document.getElementById("switcher");
  switcher.setAttribute("aria-label", t("people"));
  switcher.hidden = world.users.length < 2;
  const focused = document.activeElement?.closest?.(".chip")?.dataset.user;
  switcher.replaceChildren(...world.users.map((user) => {
    const pane = panes.get(user.id);
    const unread = user.chats.some((id) => lastOf(chatOf(id)) > (pane.seen.get(id) || 0));
    return el("button", { class: "chip", type: "button", "aria-pressed": String(visible(pane)), data: { testid: "switch", user: user.id }, onclick: () => choose(user.id) },
      said(user.role) || user.name, unread ? el("span", { class: "dot", role: "img", "aria-label": t("unread"), data: { testid: "unread" } }) : null);
  }));
  if (focused) switcher.querySelector(`[data-user="${focused}"]`)?.focus();
}

function choose(id) {
  if (narrow.matches) current = id;
  else if (!shown.has(id)) shown.add(id);
  else if (shown.size > 1) shown.delete(id);
  draw();
  const pane = panes.get(id);
  if (visible(pane)) {
    const log = pane.logs.get(pane.chat);
    log.scrollTop = log.scrollHeight;
    pane.root.scrollIntoView({ inline: "nearest", block: "nearest" });
  }
}

function drawPresses() {
  for (const press of world.presses) {
    if (!press.answer || oldPresses.has(press.id)) continue;
    oldPresses.add(press.id);
    const pane = panes.get(press.user_id);
    if (!pane) continue;
    pane.busy.get(press.id)?.removeAttribute("aria-busy");
    if (press.answer.text) (press.answer.show_alert ? alertBox : toast)(pane, press.answer.text);
    else if (press.answer.url) open(pane, press.answer.url);
  }
}

// Whoever is still to begin and speaks another language than the page comes last.
function arrange() {
  const late = (id) => {
    const user = world.users.find((one) => one.id === id);
    return !chatOf(id).started && user.language !== language;
  };
  order = [...world.panes.filter((id) => !late(id)), ...world.panes.filter(late)];
  current = order[0];
  shown = new Set(order.slice(0, Math.max(1, Math.floor(innerWidth / 306))));
  for (const id of order) if (panes.has(id)) document.getElementById("panes").append(panes.get(id).root);
}

function sortUsers() {
  world.users.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function toggleGuide(wanted) {
  const button = document.getElementById("guide-toggle");
  const show = wanted ?? button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(show));
  document.getElementById("guide").hidden = !show;
}

// ---- staying up to date ---------------------------------------------------------------------------------------

let fetching = false;
let again = false;

async function refresh() {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    const first = world === null;
    world = await (await fetch("/world")).json();
    if (first) {
      arrange();
      world.presses.filter((press) => press.answer).forEach((press) => oldPresses.add(press.id));
    }
    sortUsers();
    draw();
  } finally {
    fetching = false;
    if (again) { again = false; refresh(); }
  }
}

function listen() {
  const stream = new EventSource("/world/events");
  const offline = document.getElementById("offline");
  stream.onmessage = () => { offline.hidden = true; refresh().catch(() => {}); };
  stream.onerror = () => { offline.textContent = t("offline"); offline.hidden = false; };
}

document.getElementById("language").addEventListener("click", () => {
  language = language === "fr" ? "en" : "fr";
  localStorage.setItem("simulator-language", language);
  if (!acted) { arrange(); sortUsers(); }
  draw();
});
document.getElementById("guide-toggle").addEventListener("click", () => toggleGuide());
narrow.addEventListener("change", () => {
  toggleGuide(!narrow.matches || !acted);
  if (world) draw();
});
listen();

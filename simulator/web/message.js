// One message, or one album, as a bubble with its keyboard.
import { avatar, closeMenu, el, icon, menu, sign } from "./dom.js";
import { album, kindOf, media, summary } from "./media.js";
import { follow, rich } from "./rich.js";
import { t, timeOf } from "./words.js";
import { act, tell, toneOf } from "./world.js";

/** The node of one entry of a log: {messages, first, last}; `first` and `last` of a run of the same sender. */
export function messageNode(pane, chat, entry) {
  const [message] = entry.messages;
  if (message.service)
    return el(
      "div",
      { class: "service", data: { testid: "service", messageId: message.message_id } },
      serviceText(message),
    );
  const mine = message.mine === pane.user.id;
  const tone = toneOf(message.mine);
  const group = chat.type !== "private";
  const name = message.from.first_name;
  const bubble = el("div", { class: `bubble ${looks(entry)}` });
  if (group && !mine && entry.first) bubble.append(el("div", { class: `sender ${tone}` }, name));
  if (message.message_thread_id && entry.first)
    bubble.append(el("div", { class: "thread" }, `# ${topicName(chat, message.message_thread_id)}`));
  if (message.forward_origin)
    bubble.append(
      el("div", { class: "forwarded" }, `${t("forwarded")} ${message.forward_origin.sender_user?.first_name || ""}`),
    );
  if (message.reply_to_message) bubble.append(quote(pane, message.reply_to_message));
  bubble.append(...(entry.messages.length > 1 ? album(entry.messages) : media(message)), words(pane, entry));
  const keys = (message.reply_markup?.inline_keyboard || []).map((row) =>
    el("div", { class: "keyrow" }, ...row.map((button) => inlineKey(pane, chat, message, button))),
  );
  const doings = sign("dots", t("actions"), {
    class: "doings",
    tabindex: -1,
    "aria-haspopup": "menu",
    data: { testid: "message-menu" },
    onclick: (event) => actions(pane, chat, entry, event.currentTarget),
  });
  bubble.append(doings);
  bubble.addEventListener("click", (event) => touched(event, () => actions(pane, chat, entry, doings, bubble)));
  const face = group && !mine ? el("div", { class: "face" }, entry.last ? avatar(name, tone, "small") : null) : null;
  const kinds = [
    mine ? "mine" : "",
    keys.length ? "keys" : "",
    entry.first ? "first" : "",
    entry.last ? "last" : "",
    group ? "grouped" : "",
  ];
  const data = {
    testid: "message",
    messageId: message.message_id,
    from: mine ? "me" : message.from.is_bot ? "bot" : "other",
  };
  const onkeydown = (event) => {
    if (event.target === event.currentTarget && event.key === "Enter") {
      event.preventDefault();
      actions(pane, chat, entry, doings, bubble);
    }
  };
  return el(
    "div",
    {
      class: `message ${kinds.filter(Boolean).join(" ")}`,
      role: "article",
      tabindex: -1,
      "aria-label": `${mine ? t("you") : name}, ${timeOf(message.date)}`,
      data,
      onkeydown,
    },
    face,
    el("div", { class: "stack" }, bubble, ...keys),
  );
}

function looks(entry) {
  const [message] = entry.messages;
  if (message.sticker || message.dice) return "bare";
  return message.photo ? "pictured" : "";
}

// A finger opens the actions by a tap on the bubble; a mouse has the three dots.
function touched(event, run) {
  if (event.pointerType !== "touch" || event.target.closest("a, button, .spoiler, .folding")) return;
  if (!getSelection().toString()) run();
}

function words(pane, entry) {
  const message = entry.messages.find((one) => one.text || one.caption) ?? entry.messages[0];
  const text = message.text ?? message.caption ?? "";
  const shown = text
    ? el("span", { data: { testid: "text" } }, rich(pane, text, message.entities || message.caption_entities))
    : null;
  return el("div", { class: "words" }, shown, meta(entry.messages[0]));
}

function meta(message) {
  const lock = message.protected
    ? el(
        "span",
        { class: "protected", data: { testid: "protected" }, title: t("protected") },
        icon("lock"),
        el("span", {}, t("protected")),
      )
    : null;
  const edited = message.edit_date ? el("span", { data: { testid: "edited" } }, t("edited")) : null;
  return el(
    "span",
    { class: "meta" },
    lock,
    edited,
    el("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date)),
  );
}

function quote(pane, original) {
  const name = original.from?.first_name || "";
  return el(
    "button",
    {
      type: "button",
      class: `quote ${original.from ? toneOf(original.from.id) : ""}`,
      data: { testid: "quote" },
      onclick: () => pane.log().reveal(original.message_id),
    },
    el("b", {}, name),
    el("span", {}, summary(original)),
  );
}

export function topicName(chat, thread) {
  return chat.messages.get(thread)?.forum_topic_created?.name || `${t("topic")} ${thread}`;
}

function actions(pane, chat, entry, opener, at = opener) {
  const message = entry.messages.find((one) => one.text || one.caption) ?? entry.messages[0];
  const text = message.text ?? message.caption;
  const mine = message.mine === pane.user.id;
  menu(
    opener,
    [
      { label: t("reply"), data: { testid: "reply" }, run: () => pane.composer.reply(message) },
      mine && text && { label: t("edit"), data: { testid: "edit-own" }, run: () => pane.composer.edit(message) },
      text && !message.protected && { label: t("copy"), run: () => navigator.clipboard?.writeText(text) },
    ].filter(Boolean),
    { at },
  );
}

function inlineKey(pane, chat, message, button) {
  const key = el(
    "button",
    { class: "key", type: "button", data: { testid: "inline-button", url: button.url, data: button.callback_data } },
    button.text,
  );
  if (button.url) {
    key.append(el("span", { class: "away", "aria-hidden": "true" }, "↗"));
    key.addEventListener("click", () => follow(pane, button.url));
  } else if (button.copy_text) {
    key.addEventListener("click", () => {
      navigator.clipboard?.writeText(button.copy_text.text);
      pane.toast(button.copy_text.text);
    });
  } else {
    key.addEventListener("click", () => press(pane, chat, message, button, key));
  }
  return key;
}

/** Press an inline button for the person of a pane; `key` shows that it waits for the answer. */
export async function press(pane, chat, message, button, key) {
  closeMenu();
  key?.setAttribute("aria-busy", "true");
  if (key) setTimeout(() => key.removeAttribute("aria-busy"), 8000);
  const answer = await act({
    do: "press",
    user_id: pane.user.id,
    chat_id: chat.id,
    message_id: message.message_id,
    button: button.callback_data,
  });
  if (!answer.ok) {
    key?.removeAttribute("aria-busy");
    pane.toast(answer.error);
    return;
  }
  pane.busy.set(answer.result, key);
  tell("pressed", { who: pane.user.id, chat: chat.id, label: button.text });
}

function serviceText(message) {
  if (message.new_chat_members)
    return message.new_chat_members.map((user) => `${user.first_name} ${t("joined")}`).join(", ");
  if (message.left_chat_member) return `${message.left_chat_member.first_name} ${t("left")}`;
  if (message.pinned_message) return `${t("pinned")} : ${summary(message.pinned_message)}`;
  if (message.new_chat_title) return `${t("renamed")} ${message.new_chat_title}`;
  if (message.forum_topic_created) return `# ${message.forum_topic_created.name}`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("migrated");
  return t(kindOf(message) ?? "other_kind");
}

// Where somebody writes: the line, the menu of commands, attachments, the reply keyboard, the big Start button.
import { el, icon, menu, relabel, sign } from "./dom.js";
import { summary } from "./media.js";
import { language, t } from "./words.js";
import { act, chatOf } from "./world.js";

const ATTACHMENTS = [
  ["photo", "image"],
  ["album", "image"],
  ["voice", "voice"],
  ["document", "file"],
  ["location", "pin"],
  ["contact", "person"],
  ["video", "film"],
  ["sticker", "smile"],
];
const MOST = 132;

export class Composer {
  constructor(pane) {
    Object.assign(this, { pane, editing: null, replying: null, folded: false, at: 0 });
    this.box = el("textarea", {
      rows: 1,
      autocomplete: "off",
      data: { testid: "composer" },
      oninput: () => {
        this.grow();
        this.suggest();
      },
      onkeydown: (event) => this.keyed(event),
    });
    this.slash = sign("menu", "", {
      class: "commands",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { testid: "commands" },
      onclick: () => this.commands(),
    });
    this.attach = sign("attach", "", {
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { testid: "attach" },
      onclick: () => this.attachments(),
    });
    this.keys = sign("keys", "", {
      "aria-expanded": "true",
      hidden: true,
      data: { testid: "keyboard-toggle" },
      onclick: () => {
        this.folded = !this.folded;
        this.draw();
      },
    });
    this.go = sign("send", "", { class: "send", data: { testid: "send" }, onclick: () => this.send() });
    this.line = el("div", { class: "line" }, this.slash, this.box, this.keys, this.attach, this.go);
    this.file = el("input", {
      type: "file",
      hidden: true,
      tabindex: -1,
      data: { testid: "file-input" },
      onchange: () => this.sendFile(),
    });
    this.note = el("div", { class: "note", hidden: true });
    this.list = el("div", { class: "suggestions", role: "listbox", hidden: true, id: `suggestions-${pane.user.id}` });
    this.keyboard = el("div", { class: "keyboard", role: "group", data: { testid: "reply-keyboard" }, hidden: true });
    this.big = el("button", { class: "wide", type: "button", hidden: true, onclick: () => this.begin() });
    this.node = el("div", { class: "composer" }, this.list, this.note, this.line, this.big, this.keyboard, this.file);
  }

  draw() {
    const chat = chatOf(this.pane.chat);
    const mustStart = chat.type === "private" && (!chat.started || chat.blocked);
    const markup = mustStart ? null : this.pane.user.keyboards[chat.id];
    this.big.hidden = !mustStart;
    this.big.textContent = chat.blocked ? t("restart") : t("start");
    this.big.dataset.testid = chat.blocked ? "restart" : "start";
    this.line.hidden = mustStart;
    this.box.placeholder = markup?.input_field_placeholder || t("write");
    this.box.setAttribute("aria-label", `${t("write")} (${this.pane.title()})`);
    for (const [node, key] of [
      [this.attach, "attach"],
      [this.slash, "commands"],
      [this.go, "send"],
      [this.keys, "hideKeys"],
    ])
      relabel(node, t(key));
    this.keys.hidden = !markup;
    this.keys.setAttribute("aria-expanded", String(!this.folded));
    this.drawKeyboard(markup);
  }

  // ---- writing ------------------------------------------------------------------------------------------------

  grow() {
    this.box.style.height = "auto";
    if (this.box.value) this.box.style.height = `${Math.min(this.box.scrollHeight + 2, MOST)}px`;
  }

  keyed(event) {
    const open = !this.list.hidden;
    if (open && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.mark(this.at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (open && ["Enter", "Tab"].includes(event.key) && !event.shiftKey) {
      event.preventDefault();
      this.list.children[this.at].click();
    } else if (event.key === "Escape") {
      if (open) this.list.hidden = true;
      else this.end();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    }
  }

  async send() {
    const text = this.box.value.trim();
    if (!text) return;
    const order = this.editing
      ? { do: "edit", user_id: this.pane.user.id, ...this.editing, text }
      : { do: "say", ...this.pane.here(), text, ...(this.replying ? { reply_to: this.replying } : {}) };
    this.end();
    this.fill("");
    this.list.hidden = true;
    const answer = await this.pane.act(order);
    if (!answer.ok) this.fill(text);
    this.box.focus();
  }

  /** Put words into the line, ready to be changed. */
  fill(text) {
    this.box.value = text;
    this.grow();
    if (text) this.box.focus();
  }

  async begin() {
    if (chatOf(this.pane.chat).blocked) await this.pane.act({ do: "unblock", user_id: this.pane.user.id });
    await this.pane.act({ do: "start", user_id: this.pane.user.id });
    this.box.focus();
  }

  edit(message) {
    this.replying = null;
    this.editing = { chat_id: message.chat.id, message_id: message.message_id };
    this.fill(message.text ?? message.caption ?? "");
    this.above(t("editing"), message);
  }

  reply(message) {
    this.end();
    this.replying = message.message_id;
    this.above(t("replying"), message);
  }

  above(what, message) {
    this.note.replaceChildren(
      el("span", {}, el("b", {}, what), summary(message)),
      sign("close", t("cancel"), {
        onclick: () => {
          this.end();
          this.box.focus();
        },
      }),
    );
    this.note.hidden = false;
    this.box.focus();
  }

  end() {
    if (this.editing) this.fill("");
    this.editing = this.replying = null;
    this.note.hidden = true;
  }

  // ---- commands -----------------------------------------------------------------------------------------------

  known() {
    return this.pane.user.commands[this.pane.chat] || [];
  }

  say(command) {
    return this.pane.act({ do: "say", ...this.pane.here(), text: `/${command}` });
  }

  commands() {
    const items = this.known().map((one) => ({
      label: `/${one.command}`,
      detail: one.description,
      data: { testid: "command-item", command: one.command },
      run: () => this.say(one.command),
    }));
    menu(this.slash, items.length ? items : [{ label: t("noCommands") }]);
  }

  /** While somebody writes a command, offer those that begin so; one that is written whole is the one that is meant. */
  suggest() {
    const typed = /^\/(\w*)$/.exec(this.box.value)?.[1];
    const found = typed === undefined ? [] : this.known().filter((one) => one.command.startsWith(typed.toLowerCase()));
    this.list.hidden = !found.length;
    this.list.setAttribute("aria-label", t("commands"));
    this.list.replaceChildren(
      ...found.map((one, at) =>
        el(
          "div",
          {
            role: "option",
            id: `${this.list.id}-${at}`,
            data: { testid: "suggestion" },
            onclick: () => {
              this.fill("");
              this.list.hidden = true;
              this.say(one.command);
              this.box.focus();
            },
          },
          el("b", {}, `/${one.command}`),
          el("small", {}, one.description),
        ),
      ),
    );
    this.mark(Math.max(0, found.findIndex((one) => one.command === typed)));
  }

  mark(at) {
    const all = [...this.list.children];
    this.at = all.length ? (at + all.length) % all.length : 0;
    all.forEach((one, index) => one.setAttribute("aria-selected", String(index === this.at)));
    all[this.at]?.scrollIntoView({ block: "nearest" });
    if (all.length) this.box.setAttribute("aria-activedescendant", all[this.at].id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  // ---- things that are no text ----------------------------------------------------------------------------------

  attachments() {
    const samples = ATTACHMENTS.map(([kind, mark]) => ({
      label: t(kind),
      icon: mark,
      data: { testid: "attach-item", kind },
      run: () => this.pane.act({ do: "send_other", ...this.pane.here(), kind }),
    }));
    menu(this.attach, [
      ...samples,
      { label: t("own"), icon: "up", data: { testid: "attach-item", kind: "own" }, run: () => this.file.click() },
    ]);
  }

  async sendFile() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    const { user_id: user, chat_id: chat } = this.pane.here();
    const query = new URLSearchParams({ user_id: user, chat_id: chat, name: file.name });
    const answer = await fetch(`/world/file?${query}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
    });
    const body = await answer.json().catch(() => ({ ok: false, error: t("failed") }));
    if (!body.ok) this.pane.toast(body.error);
  }

  drawKeyboard(markup) {
    const print = JSON.stringify(markup || null) + this.pane.chat + language;
    this.keyboard.hidden = !markup || this.folded;
    if (this.keyboard.dataset.print === print) return;
    this.keyboard.dataset.print = print;
    this.keyboard.setAttribute("aria-label", t("keyboard"));
    this.keyboard.replaceChildren(
      ...(markup?.keyboard || []).map((row) =>
        el("div", { class: "keyrow" }, ...row.map((button) => this.key(button))),
      ),
    );
  }

  key(button) {
    const order = button.request_contact
      ? { do: "share_contact" }
      : button.request_location
        ? { do: "send_other", kind: "location" }
        : { do: "say", text: button.text };
    const mark = button.request_contact ? "person" : button.request_location ? "pin" : null;
    const data = { testid: "reply-button", contact: button.request_contact ? "yes" : undefined };
    return el(
      "button",
      { class: "key", type: "button", data, onclick: () => this.pane.act({ ...order, ...this.pane.here() }) },
      mark ? icon(mark) : null,
      button.text,
    );
  }
}

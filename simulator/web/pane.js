// One person's telephone: whose it is, their chats, the open chat, what answers say.
import { Composer } from "./composer.js";
import { avatar, el, icon, menu, relabel, sign } from "./dom.js";
import { Log } from "./log.js";
import { summary } from "./media.js";
import { follow } from "./rich.js";
import { counted, language, said, t } from "./words.js";
import { act, chatOf, tell, toneOf, unreadIn, world } from "./world.js";

export class Pane {
  /** `visible` tells whether the page shows this pane now; `changed` draws what lies outside of it. */
  constructor(user, visible, changed) {
    Object.assign(this, {
      user,
      isVisible: visible,
      changed,
      chat: user.chats[0],
      logs: new Map(),
      seen: new Map(),
      busy: new Map(),
    });
    this.name = el("h2", { id: `who-${user.id}` });
    this.hint = el("p", {});
    this.who = el("header", { class: "who" }, el("div", {}, this.name, this.hint));
    this.tabs = el("div", { class: "tabs", role: "tablist" });
    this.more = sign("dots", "", {
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { testid: "pane-menu" },
      onclick: () => this.options(),
    });
    this.pinned = el("button", { class: "pinned", type: "button", hidden: true });
    this.body = el("div", { class: "body", role: "tabpanel", "aria-labelledby": this.name.id });
    this.composer = new Composer(this);
    this.root = el(
      "section",
      { class: "pane", "aria-labelledby": this.name.id, data: { testid: "pane", user: user.id } },
      this.who,
      el("div", { class: "chats" }, this.tabs, this.more),
      this.pinned,
      this.body,
      this.composer.node,
    );
  }

  visible() {
    return this.isVisible(this.user.id);
  }

  here() {
    return { user_id: this.user.id, chat_id: this.chat };
  }

  title() {
    return said(this.user.role) || this.user.name;
  }

  log() {
    return this.logs.get(this.chat);
  }

  async act(order) {
    const answer = await act(order);
    if (!answer.ok) this.toast(answer.error);
    return answer;
  }

  // ---- drawing ------------------------------------------------------------------------------------------------

  draw(user) {
    this.user = user;
    if (!user.chats.includes(this.chat)) this.chat = user.chats[0];
    this.root.classList.toggle("away", !this.visible());
    if (!this.visible()) return;
    if (this.name.textContent !== this.title())
      this.who.replaceChildren(avatar(this.title(), toneOf(user.id)), this.who.lastChild);
    this.name.textContent = this.title();
    this.hint.textContent = said(user.hint);
    const chat = chatOf(this.chat);
    if (!this.log()) this.open();
    for (const [id, log] of this.logs) log.root.hidden = id !== this.chat;
    this.composer.draw();
    this.log().draw();
    this.drawTabs();
    this.drawPinned(chat);
  }

  open() {
    const log = new Log(this, this.chat);
    this.logs.set(this.chat, log);
    this.body.append(log.root);
  }

  unread(id) {
    const chat = chatOf(id);
    return chat ? unreadIn(chat, this.seen.get(id) || 0, this.user.id) : 0;
  }

  allUnread() {
    return this.user.chats.reduce((sum, id) => sum + this.unread(id), 0);
  }

  drawTabs() {
    relabel(this.more, t("menu"));
    this.tabs.setAttribute("aria-label", `${t("chats")} (${this.title()})`);
    const several = this.user.chats.length > 1;
    const shown = this.user.chats.map((id) => [
      id,
      this.chatName(chatOf(id), several),
      this.about(chatOf(id)),
      this.unread(id),
      id === this.chat,
    ]);
    const print = language + JSON.stringify(shown);
    if (this.tabs.dataset.print === print) return;
    const focused = this.tabs.contains(document.activeElement);
    this.tabs.dataset.print = print;
    this.tabs.replaceChildren(...shown.map(([id, ...rest]) => this.tab(chatOf(id), ...rest)));
    if (focused) this.tabs.querySelector("[aria-selected=true]").focus();
  }

  tab(chat, name, about, unread, selected) {
    const face =
      chat.type === "private" ? avatar(world.bot.name, "tone-bot", "small") : avatar(chat.title, "tone-group", "small");
    const keyed = (event) => {
      if (["ArrowLeft", "ArrowRight"].includes(event.key)) this.beside(event.key === "ArrowLeft" ? -1 : 1);
    };
    return el(
      "button",
      {
        class: "tab",
        type: "button",
        role: "tab",
        "aria-selected": String(selected),
        tabindex: selected ? 0 : -1,
        data: { testid: "tab", chat: chat.id },
        title: chat.title,
        onclick: () => this.select(chat.id),
        onkeydown: keyed,
      },
      face,
      el("span", { class: "label" }, name, this.under(chat, about)),
      unread
        ? el(
            "span",
            { class: "badge", data: { testid: "unread-chat" }, "aria-label": counted("unread", unread), role: "img" },
            String(unread),
          )
        : null,
    );
  }

  /** What stands under a chat's name: that the bot writes, or what kind of chat it is. */
  about(chat) {
    const left = chat.actionUntil - Date.now();
    if (left > 0) {
      clearTimeout(this.typingTimer);
      this.typingTimer = setTimeout(() => this.drawTabs(), left + 20);
      return t(chat.action === "typing" ? "typing" : "sending");
    }
    return chat.type === "private" ? t("bot") : counted("members", chat.members);
  }

  under(chat, about) {
    if (chat.actionUntil < Date.now()) return el("small", {}, about);
    return el("small", { class: "typing", data: { testid: "typing" } }, el("i"), el("i"), el("i"), about);
  }

  chatName(chat, several) {
    if (!several) return chat.title;
    if (chat.type === "private") return t("direct");
    return this.user.chats.length === 2 ? t("group") : chat.title;
  }

  beside(step) {
    const all = this.user.chats;
    this.select(all[(all.indexOf(this.chat) + step + all.length) % all.length]);
    this.tabs.querySelector("[aria-selected=true]").focus();
  }

  /** Open one of the person's chats, at its end. */
  select(id) {
    if (this.chat !== id) this.composer.end();
    this.chat = id;
    if (!this.log()) this.open();
    this.log().atEnd = true;
    this.changed();
    this.log().toEnd();
    tell("opened", { who: this.user.id, chat: id });
  }

  drawPinned(chat) {
    const pinned = chat.messages.get(chat.pinned[0]);
    this.pinned.hidden = !pinned;
    this.pinned.replaceChildren(
      ...(pinned ? [icon("pin"), el("span", {}, el("b", {}, t("pinned")), summary(pinned))] : []),
    );
    this.pinned.onclick = () => this.log().reveal(chat.pinned[0]);
  }

  options() {
    const blocked = chatOf(this.user.id)?.blocked;
    const verb = blocked ? "unblock" : "block";
    const number = this.user.phone.replace(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "0$1 $2 $3 $4 $5");
    menu(this.more, [
      { label: number, detail: t("number"), icon: "person", run: () => navigator.clipboard?.writeText(number) },
      {
        label: t(verb),
        icon: blocked ? "check" : "close",
        data: { testid: verb },
        run: () => this.act({ do: verb, user_id: this.user.id }),
      },
    ]);
  }

  // ---- what answers say -----------------------------------------------------------------------------------------

  answered(press) {
    this.busy.get(press.id)?.removeAttribute("aria-busy");
    this.busy.delete(press.id);
    if (press.answer.text) (press.answer.show_alert ? this.alert : this.toast).call(this, press.answer.text);
    else if (press.answer.url) follow(this, press.answer.url);
  }

  toast(text) {
    this.root.querySelector(".toast")?.remove();
    clearTimeout(this.toastTimer);
    const node = el("div", { class: "toast", role: "status", data: { testid: "toast" } }, text);
    this.body.append(node);
    this.toastTimer = setTimeout(() => node.remove(), 4500);
  }

  alert(text) {
    const before = document.activeElement;
    const close = () => {
      veil.remove();
      if (before?.isConnected) before.focus();
    };
    const button = el(
      "button",
      { type: "button", class: "strong", data: { testid: "alert-ok" }, onclick: close },
      t("ok"),
    );
    const box = el(
      "div",
      { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text, data: { testid: "alert" } },
      el("p", {}, text),
      button,
    );
    const keyed = (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault();
    };
    const veil = el("div", { class: "veil", onkeydown: keyed }, box);
    this.root.append(veil);
    button.focus();
  }
}

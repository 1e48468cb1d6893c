// The messages of one chat as one person sees them: only the latest are in the document, earlier ones come by scrolling.
import { el, icon } from "./dom.js";
import { messageNode, topicName } from "./message.js";
import { counted, dayKey, dayOf, language, t } from "./words.js";
import { chatOf, lastIn, unreadIn, world } from "./world.js";

const FIRST = 40;
const MORE = 60;
const MOST_AT_END = 160;
const RUN = 300;
const NEAR = 90;

export class Log {
  constructor(pane, id) {
    Object.assign(this, {
      pane,
      id,
      shown: FIRST,
      atEnd: true,
      topic: null,
      nodes: new Map(),
      days: new Map(),
      count: 0,
      drawn: null,
    });
    this.more = el("button", { class: "earlier", type: "button", hidden: true, onclick: () => this.earlier() });
    this.inner = el("div", { class: "inner" }, this.more);
    this.node = el(
      "div",
      {
        class: "log",
        role: "log",
        "aria-live": "off",
        tabindex: 0,
        data: { testid: "log", chat: id },
        onkeydown: (event) => this.keyed(event),
      },
      this.inner,
    );
    this.badge = el("span", { class: "badge", hidden: true });
    this.jump = el(
      "button",
      { class: "jump", type: "button", hidden: true, data: { testid: "jump" }, onclick: () => this.toEnd(true) },
      icon("down"),
      this.badge,
    );
    this.topics = el("div", { class: "topics", role: "group", hidden: true });
    this.root = el("div", { class: "chat" }, this.topics, this.node, this.jump);
    this.node.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.height = 0;
    const stay = new ResizeObserver(() => this.stay());
    stay.observe(this.node);
    stay.observe(this.inner);
  }

  // ---- drawing ------------------------------------------------------------------------------------------------

  draw() {
    const chat = chatOf(this.id);
    this.node.setAttribute("aria-label", `${t("log")} : ${chat.title}`);
    this.drawTopics(chat);
    const list =
      this.topic === null ? chat.list : chat.list.filter((message) => message.message_thread_id === this.topic);
    const grown = list.length - this.count;
    if (grown > 0 && this.count && !this.atEnd) this.shown += grown;
    if (this.atEnd && this.shown > MOST_AT_END) this.shown = FIRST;
    const mine = grown > 0 && this.count > 0 && list.at(-1).mine === this.pane.user.id;
    this.count = list.length;
    const start = this.start(list);
    this.place(this.entries(list, start), chat);
    this.more.hidden = start === 0;
    this.more.textContent = t("earlier");
    this.drawAbout(chat, list.length === 0);
    if (mine) this.atEnd = true;
    this.stay();
    this.read();
    this.drawJump(chat);
  }

  /** Where the shown part begins; never in the middle of an album. */
  start(list) {
    let at = Math.max(0, list.length - this.shown);
    while (at > 0 && list[at].media_group_id && list[at].media_group_id === list[at - 1].media_group_id) at -= 1;
    return at;
  }

  /** The entries to show, each with its place in a run of messages of one sender. */
  entries(list, start) {
    const entries = [];
    for (let at = start; at < list.length; at += 1) {
      const message = list[at];
      const before = entries.at(-1);
      if (message.media_group_id && before?.messages[0].media_group_id === message.media_group_id)
        before.messages.push(message);
      else
        entries.push({
          key: message.message_id,
          messages: [message],
          day: dayKey(message.date),
          first: true,
          last: true,
        });
    }
    for (let at = 1; at < entries.length; at += 1) {
      const [a, b] = [entries[at - 1], entries[at]];
      const [from, to] = [a.messages.at(-1), b.messages[0]];
      const joined =
        a.day === b.day &&
        !from.service &&
        !to.service &&
        from.mine === to.mine &&
        to.date - from.date < RUN &&
        from.message_thread_id === to.message_thread_id;
      a.last = !joined;
      b.first = !joined;
    }
    return entries;
  }

  place(entries, chat) {
    const focused = this.nodes.size && this.node.contains(document.activeElement) ? document.activeElement : null;
    const standing = new Set();
    const cursors = new Map();
    const fresh = this.drawn === this.id;
    for (const entry of entries) {
      const section = this.day(entry, cursors);
      const print = language + entry.first + entry.last + entry.messages.map((one) => one.version).join();
      let kept = this.nodes.get(entry.key);
      if (kept?.print !== print) {
        const node = messageNode(this.pane, chat, entry);
        if (kept && cursors.get(entry.day) === kept.node) cursors.set(entry.day, node);
        if (kept) this.swap(kept.node, node, focused);
        else if (fresh) node.classList.add("new");
        kept = { print, node };
        this.nodes.set(entry.key, kept);
      }
      const cursor = cursors.get(entry.day);
      if (cursor === kept.node) cursors.set(entry.day, cursor.nextSibling);
      else section.insertBefore(kept.node, cursor);
      standing.add(entry.key);
    }
    for (const [key, kept] of this.nodes)
      if (!standing.has(key)) {
        kept.node.remove();
        this.nodes.delete(key);
      }
    for (const [key, section] of this.days)
      if (!cursors.has(key)) {
        section.remove();
        this.days.delete(key);
      }
    this.drawn = this.id;
  }

  /** The section of an entry's day, with its label that stays at the top while one scrolls through the day. */
  day(entry, cursors) {
    let section = this.days.get(entry.day);
    if (!section) {
      section = el("div", { class: "day" }, el("h3", {}));
      this.days.set(entry.day, section);
      const later = [...this.days].find(([key]) => Date.parse(key) > Date.parse(entry.day));
      this.inner.insertBefore(section, later?.[1] ?? null);
    }
    if (!cursors.has(entry.day)) {
      cursors.set(entry.day, section.children[1] ?? null);
      const name = dayOf(entry.messages[0].date);
      if (section.firstChild.textContent !== name) section.firstChild.textContent = name;
    }
    return section;
  }

  /** Put a message's new node where the old one stood; whoever had the keyboard's focus in it keeps it. */
  swap(old, node, focused) {
    const inside = focused && old.contains(focused);
    const all = (root) => [...root.querySelectorAll("button, a")];
    const at = inside ? all(old).indexOf(focused) : -1;
    old.replaceWith(node);
    if (!inside) return;
    const same = focused.dataset.data && all(node).find((one) => one.dataset.data === focused.dataset.data);
    (same || all(node)[at] || node).focus({ preventScroll: true });
  }

  drawAbout(chat, empty) {
    this.inner.querySelector(".about")?.remove();
    if (!empty) return;
    const text = chat.type === "private" ? world.about[language] || world.about[""] || "" : "";
    this.inner.append(el("div", { class: "about" }, el("b", {}, text ? t("what") : chat.title), text || t("empty")));
  }

  drawTopics(chat) {
    const found = [...new Set(chat.list.map((message) => message.message_thread_id).filter(Boolean))];
    const print = language + this.topic + found.join();
    this.topics.hidden = !found.length;
    if (this.topics.dataset.print === print) return;
    this.topics.dataset.print = print;
    this.topics.setAttribute("aria-label", t("topic"));
    const chip = (value, name) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(this.topic === value),
          data: { testid: "topic" },
          onclick: () => this.choose(value),
        },
        name,
      );
    this.topics.replaceChildren(
      chip(null, t("all")),
      ...found.map((thread) => chip(thread, `# ${topicName(chat, thread)}`)),
    );
  }

  choose(topic) {
    Object.assign(this, { topic, count: 0, shown: FIRST, atEnd: true });
    this.draw();
  }

  drawJump(chat) {
    const unread = unreadIn(chat, this.pane.seen.get(this.id) || 0, this.pane.user.id);
    this.jump.hidden = this.atEnd;
    this.badge.hidden = !unread;
    this.badge.textContent = unread || "";
    this.jump.setAttribute("aria-label", unread ? `${t("toEnd")}, ${counted("unread", unread)}` : t("toEnd"));
  }

  // ---- scrolling ----------------------------------------------------------------------------------------------

  scrolled() {
    if (this.node.clientHeight !== this.height || this.node.scrollHeight !== this.extent) return; // it is the room that changed
    const was = this.atEnd;
    this.atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR;
    this.node.classList.toggle("scrolling", !this.atEnd);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.node.classList.remove("scrolling"), 1200);
    this.stick();
    if (this.node.scrollTop < 400 && !this.more.hidden) this.earlier();
    if (was === this.atEnd) return;
    if (this.read()) this.pane.changed();
    else this.drawJump(chatOf(this.id));
  }

  /** A day's label that stands above its place is shown only while one scrolls. */
  stick() {
    for (const section of this.days.values())
      section.classList.toggle("above", section.offsetTop < this.node.scrollTop - 4);
  }

  /** Whoever was at the end stays there, whatever grows or shrinks. */
  stay() {
    Object.assign(this, { height: this.node.clientHeight, extent: this.node.scrollHeight });
    if (this.height && this.atEnd) this.node.scrollTop = this.node.scrollHeight;
    this.stick();
  }

  /** Note that everything was seen, if it was. */
  read() {
    const last = lastIn(chatOf(this.id));
    if (!this.atEnd || this.pane.chat !== this.id || !this.pane.visible() || this.pane.seen.get(this.id) === last)
      return false;
    this.pane.seen.set(this.id, last);
    return true;
  }

  toEnd(smoothly = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.node.scrollTo({ top: this.node.scrollHeight, behavior: smoothly && !calm ? "smooth" : "instant" });
    if (!smoothly) this.atEnd = true;
  }

  /** Show earlier messages above, without moving those that are read. */
  earlier() {
    const before = this.node.scrollHeight - this.node.scrollTop;
    this.atEnd = false;
    this.shown += MORE;
    this.drawn = null;
    this.draw();
    this.node.scrollTop = this.node.scrollHeight - before;
  }

  /** Scroll to a message and let it shine for a moment. */
  reveal(messageId) {
    const index = chatOf(this.id).list.findIndex((message) => message.message_id === messageId);
    if (index < 0) return;
    this.atEnd = false;
    this.shown = Math.max(this.shown, this.count - index + 10);
    this.drawn = null;
    this.draw();
    const node = this.nodes.get(messageId)?.node;
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.classList.add("found");
    node?.addEventListener("animationend", () => node.classList.remove("found"), { once: true });
  }

  // Arrow keys go from message to message; Enter on one opens its actions.
  keyed(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.target.closest("button, a, .menu")) return;
    const all = [...this.node.querySelectorAll(".message")];
    if (!all.length) return;
    event.preventDefault();
    const at = all.indexOf(document.activeElement.closest(".message"));
    const next = at < 0 ? all.at(-1) : all[at + step];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }
}

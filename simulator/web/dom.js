// Small tools for the document: elements, icons, avatars, menus, dialogs.
import { t } from "./words.js";

const ICONS = {
  send: "M4.500 11.800 20 4.500l-4.800 15-3.600-6.200z",
  attach:
    "M20 11.500l-8 8a5 5 0 01-7-7l8.500-8.500a3.300 3.300 0 014.700 4.700L9.700 17.200a1.700 1.700 0 01-2.400-2.400l7.200-7.200",
  dots: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  menu: "M4 7h16M4 12h16M4 17h16",
  keys: "M4 6.500h16v11H4zM7.500 10v.01M12 10v.01M16.500 10v.01M8.500 14h7",
  down: "M6 9.500l6 6 6-6",
  up: "M6 14.500l6-6 6 6",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.500l4.500 4.500L19 7.500",
  lock: "M7 11V8a5 5 0 0110 0v3M5.500 11h13v9h-13z",
  play: "M8 5.500v13l10.500-6.500z",
  pause: "M8.500 6v12M15.500 6v12",
  file: "M7 3.500h7l4 4v13H7zM14 3.500v4h4",
  pin: "M12 21c4-5 6-8 6-11a6 6 0 00-12 0c0 3 2 6 6 11zM12 10v.01",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM4.500 20a7.500 7.500 0 0115 0",
  sun: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M19.500 14.500A8 8 0 019.500 4.500a8 8 0 1010 10z",
  half: "M12 3.500a8.500 8.500 0 100 17zM12 3.500a8.500 8.500 0 010 17",
  guide: "M5 5.500h5a2 2 0 012 2v12a2 2 0 00-2-2H5zM19 5.500h-5a2 2 0 00-2 2v12a2 2 0 012-2h5z",
  gear: "M4 7h9M17 7h3M13 7a2 2 0 104 0 2 2 0 10-4 0M4 17h3M11 17h9M7 17a2 2 0 104 0 2 2 0 10-4 0",
  again: "M5 12a7 7 0 107-7H7.500M10.500 2 7.500 5l3 3",
  image: "M4 5h16v14H4zM4 16l4.500-4.500 4 4 3-3L20 17M15.500 9v.01",
  voice:
    "M12 4a2.500 2.500 0 00-2.500 2.500v5a2.500 2.500 0 005 0v-5A2.500 2.500 0 0012 4zM6.500 11.500a5.500 5.500 0 0011 0M12 17v3",
  film: "M4 6h11v12H4zM15 10.500l5-3v9l-5-3",
  smile: "M12 3.500a8.500 8.500 0 100 17 8.500 8.500 0 000-17zM9 10v.01M15 10v.01M8.500 14a4.500 4.500 0 007 0",
};
const FILLED = new Set(["play", "send"]);

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "data")
      for (const [name, one] of Object.entries(value)) {
        if (one !== undefined) node.dataset[name] = one;
      }
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", FILLED.has(name) ? "icon filled" : "icon");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A round button with a sign; its label is spoken and shown on hover. */
export function sign(name, label, props = {}) {
  const { class: extra = "", ...rest } = props;
  return el(
    "button",
    { type: "button", class: `sign ${extra}`.trim(), "aria-label": label, title: label, ...rest },
    icon(name),
  );
}

export function relabel(button, label) {
  if (button.getAttribute("aria-label") === label) return;
  button.setAttribute("aria-label", label);
  button.title = label;
}

const initials = (name) => {
  const words = name
    .replace(/[^\p{L}\p{N}\s’'-]/gu, "")
    .split(/[\s’'-]+/)
    .filter((word) => word.length > 2 || /^\p{Lu}/u.test(word));
  const first = words[0]?.[0] ?? name[0] ?? "?";
  const second = words.slice(1).find((word) => /^\p{Lu}/u.test(word)) ?? words[1];
  return (first + (second?.[0] ?? "")).toUpperCase();
};

export const avatar = (name, tone, more = "") =>
  el("span", { class: `avatar ${tone} ${more}`.trim(), "aria-hidden": "true" }, initials(name));

// ---- menus ----------------------------------------------------------------------------------------------------

let open = null;

export function closeMenu(refocus = false) {
  if (!open) return;
  const { node, opener } = open;
  open = null;
  node.remove();
  opener.setAttribute("aria-expanded", "false");
  if (refocus) opener.focus();
}

/** A menu beside its opener. `items`: {label, detail, icon, data, run}. A second press on the opener closes it. */
export function menu(opener, items, { at = opener } = {}) {
  const wasOpen = open?.opener === opener;
  closeMenu();
  if (wasOpen) return;
  const node = el("div", {
    class: "menu",
    role: "menu",
    "aria-label": opener.getAttribute("aria-label") || "",
    onkeydown: (event) => keyed(node, event),
  });
  for (const item of items) {
    const run = () => {
      closeMenu(true);
      item.run?.();
    };
    const content = [
      item.icon ? icon(item.icon) : null,
      el("span", {}, item.label),
      item.detail ? el("small", {}, item.detail) : null,
    ];
    node.append(
      el("button", { type: "button", role: "menuitem", tabindex: -1, data: item.data, onclick: run }, ...content),
    );
  }
  document.body.append(node);
  place(node, at.getBoundingClientRect());
  opener.setAttribute("aria-expanded", "true");
  open = { node, opener };
  node.querySelector("button")?.focus({ preventScroll: true });
}

function keyed(node, event) {
  const all = [...node.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: all[(at + 1) % all.length], ArrowUp: all.at(at - 1), Home: all[0], End: all.at(-1) }[
    event.key
  ];
  if (to) {
    event.preventDefault();
    to.focus();
  }
  if (event.key === "Escape") {
    event.stopPropagation();
    closeMenu(true);
  }
  if (event.key === "Tab") {
    event.preventDefault();
    closeMenu(true);
  }
}

function place(node, box) {
  const { offsetWidth: width, offsetHeight: height } = node;
  const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
  const above = box.top - height - 6;
  const below = Math.min(box.bottom + 6, innerHeight - height - 8);
  node.style.left = `${left}px`;
  node.style.top = `${box.bottom + height + 14 > innerHeight && above > 0 ? above : Math.max(8, below)}px`;
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.node.contains(event.target) && !open.opener.contains(event.target)) closeMenu();
});
addEventListener("resize", () => closeMenu());

// ---- dialogs --------------------------------------------------------------------------------------------------

/** A dialog over the whole page; gives the element, shown. Escape and the ground close it. */
export function dialog(label, props, ...children) {
  const before = document.activeElement;
  const node = el("dialog", { "aria-label": label, ...props }, ...children);
  node.addEventListener("click", (event) => {
    if (event.target === node) node.close();
  });
  node.addEventListener("close", () => {
    node.remove();
    before?.focus?.();
  });
  document.body.append(node);
  node.showModal();
  return node;
}

/** Ask before something that cannot be undone. */
export function ask(question, what, yes, run) {
  const box = dialog(
    question,
    { class: "ask", data: { testid: "ask" } },
    el("h2", {}, question),
    el("p", {}, what),
    el(
      "div",
      { class: "answers" },
      el("button", { type: "button", class: "plain", onclick: () => box.close() }, t("cancel")),
      el(
        "button",
        {
          type: "button",
          class: "strong",
          data: { testid: "ask-yes" },
          onclick: () => {
            box.close();
            run();
          },
        },
        yes,
      ),
    ),
  );
}

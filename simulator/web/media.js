// What a message carries besides words: pictures, files, voices, places, contacts; and how they are opened.
import { avatar, dialog, el, icon, sign } from "./dom.js";
import { size, t } from "./words.js";

const KINDS = [
  "photo",
  "sticker",
  "dice",
  "location",
  "contact",
  "voice",
  "audio",
  "video",
  "video_note",
  "animation",
  "document",
];
const READABLE = /^(text\/|application\/json)/;
const IMAGE = /^image\/(png|jpeg|gif|webp)$/;

const source = (file) => `/world/file/${file.file_id}`;

export const kindOf = (message) => KINDS.find((kind) => message[kind]);

/** One line that stands for a message: its words, or what it carries. */
export function summary(message) {
  const text = message.text || message.caption;
  return text ? text.replace(/\s+/g, " ").slice(0, 120) : t(kindOf(message) ?? "other_kind");
}

/** The nodes of what a message carries; none for words alone. */
export function media(message) {
  const kind = kindOf(message);
  if (kind === "photo") return [picture(message)];
  if (kind === "sticker")
    return [
      el(
        "div",
        { class: "sticker", role: "img", "aria-label": `${t("sticker")} ${message.sticker.emoji || ""}` },
        message.sticker.emoji || "🙂",
      ),
    ];
  if (kind === "dice")
    return [el("div", { class: "sticker", role: "img", "aria-label": t("dice") }, message.dice.emoji)];
  if (kind === "location")
    return [
      card(
        icon("pin"),
        t("location"),
        `${message.location.latitude.toFixed(4)}, ${message.location.longitude.toFixed(4)}`,
      ),
    ];
  if (kind === "contact")
    return [
      card(avatar(message.contact.first_name, "tone-bot"), message.contact.first_name, message.contact.phone_number),
    ];
  if (kind === "voice" || kind === "audio") return [player(message[kind], kind)];
  if (kind) return [fileLine(message[kind], kind)];
  return message.text || message.caption ? [] : [el("em", {}, t("other_kind"))];
}

const card = (mark, name, detail) =>
  el("div", { class: "card" }, mark, el("span", {}, el("b", {}, name), el("small", {}, detail)));

// Width and height are known before the picture is loaded, so nothing moves when it comes.
export function picture(message) {
  const photo = message.photo.at(-1);
  const image = el("img", {
    src: source(photo),
    alt: message.caption || t("photo"),
    width: photo.width,
    height: photo.height,
    loading: "lazy",
  });
  return el(
    "button",
    {
      type: "button",
      class: "picture",
      "aria-label": `${t("open")} (${t("photo")})`,
      data: { testid: "picture" },
      onclick: () => view(source(photo), t("photo")),
    },
    image,
  );
}

/** Several pictures or files that were sent as one. */
export function album(messages) {
  const pictures = messages.filter((message) => message.photo);
  const grid = el("div", { class: `album of-${Math.min(pictures.length, 4)}` }, ...pictures.map(picture));
  return [pictures.length ? grid : null, ...messages.filter((message) => !message.photo).flatMap(media)].filter(
    Boolean,
  );
}

function fileLine(file, kind) {
  const name = file.file_name || t(kind);
  const content = [
    el("span", { class: "mark" }, icon("file")),
    el("span", {}, el("b", {}, name), el("small", {}, size(file.file_size))),
  ];
  const mime = file.mime_type || "";
  if (READABLE.test(mime))
    return el(
      "button",
      { type: "button", class: "file", data: { testid: "file" }, onclick: () => read(file, name) },
      ...content,
    );
  if (IMAGE.test(mime))
    return el(
      "button",
      { type: "button", class: "file", data: { testid: "file" }, onclick: () => view(source(file), name) },
      ...content,
    );
  const away = mime === "application/pdf" ? { target: "_blank", rel: "noopener" } : { download: file.file_name || "" };
  return el("a", { class: "file", href: source(file), data: { testid: "file" }, ...away }, ...content);
}

function view(url, name) {
  const close = sign("close", t("close"), { class: "over", onclick: () => box.close() });
  const box = dialog(name, { class: "light", data: { testid: "viewer" } }, el("img", { src: url, alt: name }), close);
}

async function read(file, name) {
  const words = el("pre", { tabindex: 0 }, "…");
  const box = dialog(
    name,
    { class: "reader", data: { testid: "viewer" } },
    el(
      "header",
      {},
      el("h2", {}, name),
      el("a", { class: "plain", href: source(file), download: name }, t("download")),
      sign("close", t("close"), { onclick: () => box.close() }),
    ),
    words,
  );
  const text = await (await fetch(source(file))).text();
  words.textContent = file.mime_type === "application/json" ? pretty(text) : text;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// ---- voices ---------------------------------------------------------------------------------------------------

let playing = null;

function player(file, kind) {
  const seconds = file.duration || 0;
  const clock = el("small", {}, length(seconds));
  const bars = el(
    "span",
    { class: "wave", "aria-hidden": "true" },
    ...shape(file.file_id).map((height) => el("i", { class: `h${height}` })),
  );
  const button = sign("play", `${t("play")} (${t(kind)})`, {
    class: "mark",
    data: { testid: "play" },
    onclick: () => toggle(),
  });
  let sound = null;
  const rest = () => {
    button.replaceChildren(icon("play"));
    clock.textContent = length(seconds);
    bars.querySelectorAll("i").forEach((bar) => bar.classList.remove("heard"));
  };
  const toggle = async () => {
    if (sound && !sound.paused) {
      sound.pause();
      return;
    }
    if (playing && playing !== sound) playing.pause();
    if (!sound) {
      sound = new Audio(source(file));
      sound.addEventListener("pause", rest);
      sound.addEventListener("ended", rest);
      sound.addEventListener("timeupdate", () => {
        clock.textContent = length(sound.currentTime);
        const heard = (sound.currentTime / (sound.duration || seconds || 1)) * bars.children.length;
        [...bars.children].forEach((bar, index) => bar.classList.toggle("heard", index < heard));
      });
    }
    playing = sound;
    button.replaceChildren(icon("pause"));
    await sound.play().catch(rest);
  };
  return el("div", { class: "voice" }, button, el("span", {}, bars, clock));
}

const length = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;

/** The same little hills for the same file. */
function shape(id) {
  let seed = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  return Array.from({ length: 28 }, (_, at) => {
    seed = (seed * 137 + 59) % 9973;
    return 1 + Math.min(5, Math.round((seed % 5) * Math.sin((at + 1) / 9.3) + 0.6));
  });
}

// The page's own words, in French and in English. What belongs to one bot's story stands in the cast file.

const WORDS = {
  fr: {
    other: "EN (English)",
    theme: { "": "Apparence : celle de l’appareil", light: "Apparence : claire", dark: "Apparence : sombre" },
    people: "Téléphones",
    chats: "Discussions",
    start: "Démarrer",
    restart: "Débloquer et redémarrer",
    write: "Écrire un message",
    send: "Envoyer",
    attach: "Joindre",
    commands: "Menu",
    menu: "Options",
    block: "Bloquer le bot",
    unblock: "Débloquer le bot",
    number: "Numéro",
    edited: "modifié",
    edit: "Modifier",
    reply: "Répondre",
    copy: "Copier le texte",
    actions: "Actions sur ce message",
    replying: "Réponse à",
    editing: "Modification",
    cancel: "Annuler",
    close: "Fermer",
    you: "Vous",
    typing: "écrit…",
    sending: "envoie un fichier…",
    own: "Un fichier à vous…",
    photo: "Photo",
    album: "Album de trois photos",
    voice: "Message vocal",
    sticker: "Autocollant",
    document: "Document",
    location: "Position",
    video: "Vidéo",
    audio: "Audio",
    contact: "Contact",
    animation: "Animation",
    video_note: "Vidéo ronde",
    dice: "Dé",
    other_kind: "Message d’un autre genre",
    play: "Écouter",
    pause: "Pause",
    open: "Ouvrir",
    download: "Télécharger",
    members: ["membre", "membres"],
    others: ["autre personne", "autres personnes"],
    group: "Le groupe",
    direct: "Le bot",
    bot: "bot",
    joined: "entre dans le groupe",
    left: "quitte le groupe",
    pinned: "Message épinglé",
    renamed: "Nouveau titre :",
    migrated: "Le groupe est devenu un supergroupe",
    topic: "Sujet",
    all: "Tous",
    protected: "Protégé",
    offline: "Connexion perdue, nouvel essai…",
    ok: "OK",
    noCommands: "Aucune commande",
    failures: ["appel inconnu", "appels inconnus"],
    keyboard: "Clavier de réponse",
    hideKeys: "Clavier de réponse",
    log: "Messages",
    unread: ["nouveau message", "nouveaux messages"],
    empty: "Aucun message pour l’instant",
    what: "Que peut faire ce bot ?",
    toEnd: "Aller aux derniers messages",
    earlier: "Messages précédents…",
    forwarded: "Transféré de",
    hidden: "Texte caché : appuyez pour lire",
    today: "Aujourd’hui",
    yesterday: "Hier",
    says: "écrit",
    guide: "Guide",
    step: "Étape",
    of: "sur",
    done: "fait",
    current: "en cours",
    ready: "Réponse prête",
    adapt: "Modifier d’abord",
    show: "Voir",
    goTo: "Aller chez",
    again: "Recommencer",
    againAsk: "Tout recommencer ?",
    againWhat: "Les messages et les dossiers de cette démonstration sont effacés.",
    hideGuide: "Masquer le guide",
    backstage: "Coulisses",
    clock: "L’heure",
    telegram: "Telegram",
    control: "Le bot",
    trouble: { none: "Normal", slow: "Lent", down: "En panne", flood: "Débordé" },
    troubleHint: {
      none: "Tout passe.",
      slow: "Chaque appel attend quelques secondes.",
      down: "Chaque appel échoue : le bot réessaie.",
      flood: "Trop de messages : Telegram demande d’attendre.",
    },
    traffic: "Échanges",
    trafficHint: "Ce que Telegram remet au bot, et ce que le bot demande à Telegram.",
    trafficShow: "Montrer les échanges",
    update: "reçu",
    call: "appel",
    onlyRefused: "Refus seulement",
    failed: "Cela n’a pas marché.",
  },
  en: {
    other: "FR (français)",
    theme: { "": "Appearance: as on this device", light: "Appearance: light", dark: "Appearance: dark" },
    people: "Phones",
    chats: "Chats",
    start: "Start",
    restart: "Unblock and restart",
    write: "Write a message",
    send: "Send",
    attach: "Attach",
    commands: "Menu",
    menu: "Options",
    block: "Block the bot",
    unblock: "Unblock the bot",
    number: "Number",
    edited: "edited",
    edit: "Edit",
    reply: "Reply",
    copy: "Copy text",
    actions: "Actions on this message",
    replying: "Reply to",
    editing: "Editing",
    cancel: "Cancel",
    close: "Close",
    you: "You",
    typing: "typing…",
    sending: "sending a file…",
    own: "A file of yours…",
    photo: "Photo",
    album: "Album of three photos",
    voice: "Voice message",
    sticker: "Sticker",
    document: "Document",
    location: "Location",
    video: "Video",
    audio: "Audio",
    contact: "Contact",
    animation: "Animation",
    video_note: "Video note",
    dice: "Dice",
    other_kind: "A message of another kind",
    play: "Play",
    pause: "Pause",
    open: "Open",
    download: "Download",
    members: ["member", "members"],
    others: ["other person", "other people"],
    group: "The group",
    direct: "The bot",
    bot: "bot",
    joined: "joins the group",
    left: "leaves the group",
    pinned: "Pinned message",
    renamed: "New title:",
    migrated: "The group became a supergroup",
    topic: "Topic",
    all: "All",
    protected: "Protected",
    offline: "Connection lost, trying again…",
    ok: "OK",
    noCommands: "No command",
    failures: ["unknown call", "unknown calls"],
    keyboard: "Reply keyboard",
    hideKeys: "Reply keyboard",
    log: "Messages",
    unread: ["new message", "new messages"],
    empty: "No message yet",
    what: "What can this bot do?",
    toEnd: "Go to the latest messages",
    earlier: "Earlier messages…",
    forwarded: "Forwarded from",
    hidden: "Hidden text: press to read",
    today: "Today",
    yesterday: "Yesterday",
    says: "writes",
    guide: "Guide",
    step: "Step",
    of: "of",
    done: "done",
    current: "current",
    ready: "Ready answer",
    adapt: "Change it first",
    show: "Show",
    goTo: "Go to",
    again: "Start again",
    againAsk: "Start everything again?",
    againWhat: "The messages and cases of this demonstration are erased.",
    hideGuide: "Hide the guide",
    backstage: "Backstage",
    clock: "The time",
    telegram: "Telegram",
    control: "The bot",
    trouble: { none: "Normal", slow: "Slow", down: "Down", flood: "Flooding" },
    troubleHint: {
      none: "Everything gets through.",
      slow: "Each call waits for some seconds.",
      down: "Each call fails: the bot tries again.",
      flood: "Too many messages: Telegram asks to wait.",
    },
    traffic: "Traffic",
    trafficHint: "What Telegram hands to the bot, and what the bot asks of Telegram.",
    trafficShow: "Show the traffic",
    update: "received",
    call: "call",
    onlyRefused: "Refusals only",
    failed: "That did not work.",
  },
};

export let language = localStorage.getItem("simulator-language") || "fr";

export function speak(wanted) {
  language = wanted;
  localStorage.setItem("simulator-language", wanted);
}

export const t = (key) => WORDS[language][key] ?? key;

/** The right one of a singular and a plural, with its number: French counts 0 and 1 as one. */
export const counted = (key, count) => `${count} ${t(key)[count > 1 || (language === "en" && count === 0) ? 1 : 0]}`;

/** A text that the server gives once per language. */
export const said = (texts) => (typeof texts === "string" ? texts : texts?.[language] || texts?.fr || texts?.en || "");

/** A value that may stand once, or once per language. */
export const ours = (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? value[language] : value;

const locale = () => (language === "en" ? "en-GB" : language);
const formats = new Map();

function format(kind, options) {
  const key = kind + language;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), options));
  return formats.get(key);
}

export const timeOf = (seconds) => format("time", { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);

/** French says the first of a month by its rank, which browsers do not. */
const ranked = (day) => (language === "fr" ? day.replace(/(?<!\d)1 (?=\p{L})/u, "1er ") : day);

/** A date-time as its own clock shows it, whatever the time zone of the browser. */
export const momentOf = (iso) =>
  ranked(
    format("moment", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(
      new Date(iso.slice(0, 19)),
    ),
  );

export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

export function dayOf(seconds) {
  const key = dayKey(seconds);
  if (key === new Date().toDateString()) return t("today");
  if (key === new Date(Date.now() - 86_400_000).toDateString()) return t("yesterday");
  return ranked(format("day", { weekday: "long", day: "numeric", month: "long" }).format(seconds * 1000));
}

export function size(bytes) {
  const unit = language === "fr" ? "o" : "B";
  if (bytes > 1_048_576) return `${(bytes / 1_048_576).toFixed(1)} M${unit}`;
  return bytes > 1024 ? `${Math.round(bytes / 1024)} k${unit}` : `${bytes} ${unit}`;
}

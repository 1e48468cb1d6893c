"""A world in which every kind of message stands once, told by a bot over HTTP, for those who look at the page."""

from __future__ import annotations

import json
from pathlib import Path

from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from simulator.files import sample_picture
from simulator.world import World

CAST = Path(__file__).parents[2] / "networks" / "demo-cast.json"
PERSON, ADVISER, OFFICER, COORDINATOR, GROUP = 1001, 1101, 1201, 1301, -1009000000001
TOPIC = 7
FORMATTED = (
    "<b>Gras</b>, <i>italique</i>, <u>souligné</u>, <s>barré</s>, <code>code</code>, "
    '<a href="https://example.org/page">un lien</a>, <tg-spoiler>un secret bien gardé</tg-spoiler>\n'
    "<blockquote>Une citation\nsur deux lignes</blockquote>"
    "<pre>deux  colonnes\nfixes   ici</pre>"
    "<blockquote expandable>Une longue citation\nqui se déplie\nquand on appuie\nsur elle\net pas avant</blockquote>"
)


def begun() -> World:
    """The demonstration's people, all of whom have pressed Start."""
    world = World.from_file(CAST)
    for who in (PERSON, ADVISER, OFFICER, COORDINATOR):
        world.start(who)
    return world


async def tell(bot: Bot, world: World) -> None:
    """Say everything that a bot can say, and some of what people send."""
    await bot.set_my_commands(
        [
            BotCommand("start", "commencer"),
            BotCommand("aide", "de l’aide"),
            BotCommand("stops", "les arrêts du bus"),
            BotCommand("stop", "s’arrêter"),
        ]
    )
    first = await bot.send_message(PERSON, FORMATTED, "HTML")
    world.say(PERSON, PERSON, "Un message avec une adresse, personne@example.org, et /aide")
    for kind in ("photo", "album", "voice", "location", "contact", "sticker", "document"):
        world.send_other(PERSON, PERSON, kind)
    answer = ReplyParameters(first.message_id)
    await bot.send_message(
        PERSON, "Une réponse à ce qui fut dit plus haut.", reply_parameters=answer, protect_content=True
    )
    pictures = [InputMediaPhoto(sample_picture(shade)) for shade in range(4)]
    await bot.send_media_group(PERSON, pictures, caption="Quatre vues du même village")
    data = json.dumps({"référence": "SV-0001", "personnes": 2}).encode()
    await bot.send_document(PERSON, data, filename="mes-donnees.json", caption="Tout ce que nous gardons.")
    rows = [
        [InlineKeyboardButton("Oui", callback_data="yes"), InlineKeyboardButton("Non", callback_data="no")],
        [InlineKeyboardButton("Un libellé assez long pour devoir passer à la ligne", callback_data="long")],
        [InlineKeyboardButton("En savoir plus", url="https://example.org/")],
    ]
    await bot.send_message(PERSON, "On continue ?", reply_markup=InlineKeyboardMarkup(rows))
    keys: list[list[str | KeyboardButton]] = [
        [KeyboardButton("Mon numéro", request_contact=True), KeyboardButton("Ma position", request_location=True)],
        ["Plus tard"],
    ]
    await bot.send_message(PERSON, "Comment vous joindre ?", reply_markup=ReplyKeyboardMarkup(keys))
    edited = await bot.send_message(ADVISER, "Un premier jet")
    await bot.edit_message_text("Un texte corrigé", ADVISER, edited.message_id)
    world.chat(GROUP).topics.add(TOPIC)
    card = await bot.send_message(GROUP, "Une carte pour tout le monde")
    await bot.pin_chat_message(GROUP, card.message_id)
    await bot.send_message(GROUP, "Une carte dans un sujet", message_thread_id=TOPIC)
    world.say(OFFICER, GROUP, "Je regarde.")
    world.say(OFFICER, GROUP, "C’est pour moi, je crois.")
    world.say(ADVISER, GROUP, "Merci !")
    await bot.send_chat_action(PERSON, "typing")

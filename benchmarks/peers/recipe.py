"""python-telegram-bot's own recipe: `ConversationHandler` with `PicklePersistence`, after its documentation."""

from __future__ import annotations

import os
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from benchmarks.form import Question, read

FORM = read()
Context = ContextTypes.DEFAULT_TYPE


def keyboard(question: Question, marked: set[str]) -> InlineKeyboardMarkup:
    """The buttons of a question."""
    rows = FORM.keyboard(question, marked)
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows]
    )


async def ask(update: Update, number: int) -> int:
    """Ask a question, or end the conversation after the last one."""
    chat = update.effective_chat
    assert chat is not None
    if number == len(FORM.questions):
        await chat.send_message(FORM.closing)
        return ConversationHandler.END
    question = FORM.questions[number]
    await chat.send_message(question.text, reply_markup=keyboard(question, set()))
    return number


async def start(update: Update, context: Context) -> int:
    """Begin anew."""
    assert context.user_data is not None
    context.user_data.clear()
    return await ask(update, 0)


def handlers(number: int) -> list[Any]:
    """What takes an answer to a question: its presses, or words."""
    question = FORM.questions[number]

    async def pressed(update: Update, context: Context) -> int:
        query, answers = update.callback_query, context.user_data
        assert query is not None
        assert answers is not None
        await query.answer()
        if not question.several or query.data == FORM.done:
            answers.setdefault(number, query.data)
            return await ask(update, number + 1)
        marked = answers.setdefault(number, set())
        marked ^= {query.data}
        await query.edit_message_text(question.text, reply_markup=keyboard(question, marked))
        return number

    async def said(update: Update, context: Context) -> int:
        assert update.message is not None
        assert context.user_data is not None
        context.user_data[number] = update.message.text
        return await ask(update, number + 1)

    if question.press:
        return [CallbackQueryHandler(pressed)]
    return [MessageHandler(filters.TEXT & ~filters.COMMAND, said)]


def main() -> None:
    """Run until told to stop."""
    application = (
        ApplicationBuilder()
        .token(os.environ["BOT_TOKEN"])
        .base_url(f"{os.environ['TELEGRAM_API_URL']}/bot")
        .persistence(PicklePersistence(filepath="conversations.pickle"))
        .build()
    )
    begin: Any = CommandHandler("start", start)
    application.add_handler(
        ConversationHandler(
            entry_points=[begin],
            states={number: handlers(number) for number in range(len(FORM.questions))},
            fallbacks=[begin],
            name="form",
            persistent=True,
        )
    )
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()

"""aiogram 3 and its finite state machine, after its documentation: states in memory, or in Redis with REDIS_URL."""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.form import Question, read

FORM = read()
STATES = [State(str(number), group_name="form") for number in range(len(FORM.questions))]
router = Router()


def keyboard(question: Question, marked: set[str]) -> InlineKeyboardMarkup:
    """The buttons of a question."""
    rows = FORM.keyboard(question, marked)
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows]
    )


async def ask(message: Message, state: FSMContext, number: int) -> None:
    """Ask a question, or end the conversation after the last one."""
    if number == len(FORM.questions):
        await state.clear()
        await message.answer(FORM.closing)
        return
    question = FORM.questions[number]
    await state.set_state(STATES[number])
    await message.answer(question.text, reply_markup=keyboard(question, set()))


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """Begin anew."""
    await state.clear()
    await ask(message, state, 0)


def take(number: int) -> None:
    """Register what takes an answer to a question: its presses, or words."""
    question, key = FORM.questions[number], str(number)

    async def pressed(query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        if not question.several:
            await state.update_data({key: query.data})
        if not question.several or query.data == FORM.done:
            await ask(query.message, state, number + 1)
            return
        marked = set((await state.get_data()).get(key, ())) ^ {query.data}
        await state.update_data({key: sorted(marked)})
        await query.message.edit_text(question.text, reply_markup=keyboard(question, marked))

    async def said(message: Message, state: FSMContext) -> None:
        await state.update_data({key: message.text})
        await ask(message, state, number + 1)

    if question.press:
        router.callback_query(STATES[number])(pressed)
    else:
        router.message(STATES[number])(said)


async def main() -> None:
    """Run until told to stop."""
    for number in range(len(FORM.questions)):
        take(number)
    redis = os.environ.get("REDIS_URL")
    dispatcher = Dispatcher(storage=RedisStorage.from_url(redis) if redis else MemoryStorage())
    dispatcher.include_router(router)
    server = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"])
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server)))


if __name__ == "__main__":
    asyncio.run(main())

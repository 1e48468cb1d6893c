"""The form of `make bench` is the bot's own intake: it can be filled in as it says, and its buttons are these."""

from __future__ import annotations

from benchmarks.form import read
from simulator.cast import Person
from tests.stage import staged

WHO = 600_001


async def test_the_form_of_the_benchmark_is_the_bots_own(database_url: str) -> None:
    form = read()
    async with staged(database_url) as stage:
        world = stage.world
        world.add_person(Person(id=WHO, first_name="P", language_code="fr"))
        world.start(WHO)
        await stage.settle()
        for question in form.questions:
            marked: set[str] = set()
            for press in question.press or ("",):
                asked = next(message for message in reversed(world.said_by_bot(WHO)) if message.buttons)
                assert question.asks in asked.text
                shown = [button["text"] for row in asked.buttons for button in row]
                assert sorted(shown) == sorted(text for row in form.keyboard(question, marked) for text, _ in row)
                if press:
                    data = next(b["callback_data"] for row in asked.buttons for b in row if b["text"] == press)
                    world.press(WHO, WHO, asked.message_id, data)
                    marked.add(press)
                else:
                    world.say(WHO, WHO, question.say.format(number=1))
                await stage.settle()
        assert any(form.ends in message.text for message in world.said_by_bot(WHO))

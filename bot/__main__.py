"""The command line: `python -m bot VERB`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import logs, papers
from bot.settings import SettingsError
from bot.stopping import until_told_to_stop
from bot.terminal import Language, console, fail, going, settled
from network.file import NetworkFileError
from network.imports.rows import Sort, UnreadableError
from network.model import Nature
from storage.engine.erased import Marks

app = typer.Typer(
    help="The front door of a rural reception network.", no_args_is_help=True, pretty_exceptions_enable=False
)


@contextmanager
def loading() -> Iterator[None]:
    """A block that loads modules. Nothing of them goes as long as the process lasts: to look for what may, here and
    once more at the end, was half of what a short verb took.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
    if __name__ == "__main__":  # else the process is somebody else's
        gc.freeze()


@app.command()
def run(
    rehearsed: Annotated[bool, typer.Option("--rehearsed", hidden=True, help="For a rehearsal.")] = False,
    past: Annotated[str, typer.Option(hidden=True, help="For a rehearsal: who came before.")] = "",
) -> None:
    """Run the bot with the settings of the environment or `.env`."""
    with loading():
        from bot.program import Program  # the library behind it takes a second to load
        from rehearsal.rehearsed_bot import perform
        from storage.engine.single_program import NotAloneError

    async def main() -> None:
        async with Program(settings) as program:
            if program.claim:
                # Once, on the terminal and not in the log: whoever opens it coordinates.
                print(f"Nobody coordinates yet. Whoever opens this link first does: {program.claim}", flush=True)
            await program.wait()

    settings = settled(_env_file=None) if rehearsed else settled()
    try:
        going(until_told_to_stop(perform(settings, past) if rehearsed else main()))
    except NotAloneError:
        fail("Another bot has taken over this database while it was away: this one ends.", 3)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The port of the web chat.")] = 8081,
    cast: Annotated[Path, typer.Option(help="Who takes part.")] = Path("networks/demo-cast.json"),
) -> None:
    """Start a local Telegram and the real bot on a fresh database, and print one address to open."""
    with loading():
        from rehearsal.demo import demonstrate

    logs.set_up("WARNING")
    going(until_told_to_stop(demonstrate(port, cast)))


@app.command()
def check(
    network_file: Annotated[Path, typer.Argument(help="A network file.")] = Path("networks/sancy-volcans.toml"),
) -> None:
    """Check a network file, every flow and every text, without a token or a database."""
    with loading():
        from bot.check import problems

    try:
        found, remarks = problems(network_file)
    except NetworkFileError as error:
        fail(str(error))
    for line in remarks:
        console.print(line, style="yellow", markup=False, soft_wrap=True)
    if found:
        fail("\n".join(found))
    console.print(f"{network_file}, flows and texts are in order.", style="green", markup=False)


@app.command()
def understand(
    words: Annotated[str, typer.Argument(help="What somebody may write, in quotes.")] = "",
    file: Annotated[list[Path] | None, typer.Option(help="A list to score, as docs/matching.md says.")] = None,
    nature: Annotated[list[Nature] | None, typer.Option(help="What they want to do.")] = None,
    jobs: Annotated[int | None, typer.Option(help="Salaried people, without the head and apprentices.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Show each line that is not right first.")] = False,
    without: Annotated[Path | None, typer.Option(help="Line numbers of the lists that do not count.")] = None,
    only: Annotated[Path | None, typer.Option(help="Line numbers of the lists that count alone.")] = None,
    network_file: Annotated[Path, typer.Option()] = Path("networks/sancy-volcans.toml"),
) -> None:
    """Show what would be understood of some words, who would be proposed, and why; or how well whole lists are."""
    with loading():
        from bot.lists import ListError, told
        from bot.understand import explained
        from network.file import load as network_of

    try:
        network = network_of(network_file)
        if words:
            natures = tuple(nature or (Nature.CREATION,))
            print(*explained(network, words, natures, jobs), sep="\n")
        if file:
            print(*told(network, file, without=without, only=only, misses=misses), sep="\n")
    except (NetworkFileError, ListError, OSError) as error:
        fail(str(error))


@app.command()
def play(
    language: Annotated[Language, typer.Option(help="The language of the terminal.")] = Language.FR,
    cast: Annotated[Path, typer.Option(help="Who takes part.")] = Path("networks/demo-cast.json"),
    network_file: Annotated[Path, typer.Option()] = Path("networks/sancy-volcans.toml"),
) -> None:
    """Play the whole story here in the terminal: every person, the group, the clock. For a server without a screen."""
    with loading():
        from rehearsal.play import play as hold

    logs.set_up("WARNING")
    going(until_told_to_stop(hold(language, cast, network_file)))


@app.command()
def invite(referent: Annotated[str, typer.Argument(help="The id of a referent in the network file.")]) -> None:
    """Print a one-use link that binds a Telegram account to a referent."""
    with loading():
        from bot.invite import make_link

    console.print(going(make_link(settled(), referent)), markup=False, soft_wrap=True)


@app.command()
def site(folder: Annotated[Path, typer.Argument(help="A folder of its own; files of others are left alone.")]) -> None:
    """Write the page for everybody: public offers, the directory, the way to the bot. Fit for any web server."""
    from bot.publish import publish
    from bot.site import FolderError

    try:
        count = going(publish(settled(), folder))
    except FolderError as error:
        fail(f"{folder} holds a file of somebody else's ({error}): name a folder of its own.")
    except OSError as error:
        fail(f"{folder} cannot be written to ({error.strerror}).")
    console.print(f"{folder}: the page is written, with {count} offers.", style="green", markup=False, soft_wrap=True)


@app.command()
def doctor() -> None:
    """Look at the token, the group, missing rights, the mail server, the clock and the database; say what to mend."""
    with loading():
        from bot.doctor import examine

    sound = going(examine(settled(), console))
    raise typer.Exit(0 if sound else 1)


@app.command()
def backup() -> None:
    """Copy the database, beside a running bot: checked, and put where BACKUP_FOLDER and BACKUP_COPY_TO say."""
    with loading():
        from bot.backup import back_up

    try:
        back_up(settled(), console)
    except SettingsError as error:
        fail(str(error))


@app.command()
def restore(
    copy: Annotated[Path | None, typer.Argument(help="A copy. None on PostgreSQL, after pg_restore.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it, instead of only saying what would be lost.")] = False,
    earlier_token: Annotated[
        bool, typer.Option("--earlier-token", help="Ask for the BOT_TOKEN before this one, if it has changed since.")
    ] = False,
) -> None:
    """Say what bringing back a copy would lose; with --yes, put it in the place of the database. Nothing is sent."""
    with loading():
        from bot.restore import bring_back

    settings = settled()
    earlier = Marks(typer.prompt("The BOT_TOKEN before", hide_input=True)) if earlier_token else None
    going(bring_back(settings, copy, yes, earlier, console))


@app.command()
def held(
    send: Annotated[bool, typer.Option("--send", help="Have the bot send it.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Throw it away.")] = False,
) -> None:
    """Show what waited to be sent in a copy that was brought back; --send has it sent, --drop throws it away."""
    with loading():
        from bot.restore import show_held

    going(show_held(settled(), send, drop, console))


@app.command(name="import")
def import_(
    yes: Annotated[bool, typer.Option("--yes", help="Do it, instead of only showing the difference.")] = False,
) -> None:
    """Show how the network file differs from the database; with --yes, make the file the truth."""
    with loading():
        from bot.importing import bring_in

    going(bring_in(settled(), yes, console))


@app.command(name="import-cases")
def import_cases(
    file: Annotated[Path, typer.Argument(help="A spreadsheet: XLSX, ODS or CSV.")],
    sort: Annotated[Sort | None, typer.Option(help="What it is a list of, where that is not clear.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option(help="What a column is, as C=phone; C= leaves it aside. As often as needed.")
    ] = None,
    language: Annotated[Language, typer.Option(help="The language in which faults are told.")] = Language.EN,
    whole: Annotated[bool, typer.Option("--all", help="Every line of the tables, however many.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it: all good lines go in, or none.")] = False,
    source: Annotated[str, typer.Option(help="Whom the data come from, as their people will be told.")] = "",
) -> None:
    """Say what a spreadsheet of old cases, organisations or referents would bring, and what stays out, and why; with
    --yes and --source, bring it in.
    """
    with loading():
        from bot.import_cases import ColumnsError, report
        from conversations.words.catalogue import words

    settings = settled()
    if yes and len(source.strip()) < 3:
        fail("Say whom the data come from, with --source: the people concerned will be told in these words.", 2)
    said = source.strip()[:120] if yes else ""
    try:
        some = going(report(settings, file, sort, columns or (), language, console, whole=whole, source=said))
    except UnreadableError as error:
        fail(f"{file}: {words(language).write(error.why, str)}")
    except ColumnsError as error:
        fail(str(error), 2)
    except OSError as error:
        fail(f"{file} cannot be read ({error.strerror}).")
    raise typer.Exit(0 if some else 1)


class Exchange(StrEnum):
    """Formats in which others read a network."""

    DATA_INCLUSION = "data.inclusion"


@app.command()
def export(
    network: Annotated[
        bool, typer.Option("--network", help="The network as it is now: the text of a network file.")
    ] = False,
    format_: Annotated[
        Exchange | None,
        typer.Option(
            "--format", help="Its organisations and services in an open format; what that cannot carry is said."
        ),
    ] = None,
    offers: Annotated[bool, typer.Option("--offers", help="All offers, with whose they are: CSV, or XLSX.")] = False,
    cases: Annotated[Path | None, typer.Option(help="All requests that figures count, as a file: CSV, XLSX.")] = None,
    personal: Annotated[bool, typer.Option("--personal", help="With --cases: who the people are as well.")] = False,
    to: Annotated[Path | None, typer.Option(help="A file, instead of the terminal.")] = None,
) -> None:
    """Write what the database holds in a canonical order: the same state is the same bytes."""
    with loading():
        from bot.exporting import cases_file, inclusion_file, network_file, offers_file
        from storage.engine.copies import fill, once_whole

    if [network, format_ is not None, offers, cases is not None].count(True) != 1 or (personal and cases is None):
        fail(
            "Say what to export, one of:\n"
            "  --network                 the network as it is now: the text of a network file\n"
            "  --format data.inclusion   its organisations and services, for the directories that read that format\n"
            "  --offers                  all offers that stand, as a table: CSV, or XLSX with --to FILE.xlsx\n"
            "  --cases FILE              all requests, as a table: CSV, or XLSX; who they are with --personal",
            2,
        )
    if cases is not None and to is not None:
        fail(f"--cases names the file itself ({cases}): leave --to out.", 2)
    to = cases or to

    def make(keep: Callable[[bytes], object]) -> None:
        if network:
            keep(str(going(network_file(settled()))).encode())
        elif format_ is not None:
            carried = going(inclusion_file(settled()))
            for line in carried.notes:
                console.print(line, markup=False, soft_wrap=True)
            keep(carried.document.encode())
        else:
            going(cases_file(settled(), to, keep, personal=personal) if cases else offers_file(settled(), to, keep))

    try:
        if to is None:
            make(lambda data: print(data.decode(), end="", flush=True))
            return
        with once_whole(to.resolve()) as half:
            make(lambda data: fill(half, data))
    except OSError as error:
        fail(f"{to or 'The output'} cannot be written ({error.strerror}): name another file.")
    print(to)


app.command()(papers.stats)
app.command()(papers.report)
app.command()(papers.brochure)

if __name__ == "__main__":
    app()

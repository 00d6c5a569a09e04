"""The command `verbale`: its verbs, loaded when one is called, and errors as one clear line."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from verbale.model.problems import Code, VerbaleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VERBS = {
    "serve": ("verbale.cli.serving:serve", "Open the register in a browser."),
    "read": ("verbale.cli.reading:read", "Read letters into a register."),
    "import": ("verbale.cli.importing:import_", "Import tables and event files as claims of who made them."),
    "list": ("verbale.cli.asking:list_", "List the documents of a register."),
    "show": ("verbale.cli.showing:show", "Show a letter with its claims marked in the text."),
    "claims": ("verbale.cli.asking:claims", "Show who alleges what; filter by party, days, place, outcome, words."),
    "unread": ("verbale.cli.asking:unread", "List sentences with words of harm that no claim covers."),
    "explain": ("verbale.cli.explaining:explain", "Tell which rules read a place of a file, which lost, and why."),
    "cite": ("verbale.cli.citing:cite", "Find the documents that a file or text cites."),
    "thread": ("verbale.cli.threads:thread", "Show what a letter follows, what answers it, and its versions."),
    "citations": ("verbale.cli.threads:citations", "List every citation and the document that it means."),
    "catalogue": ("verbale.cli.threads:catalogue", "Records of a library's catalogue (MARCXML)."),
    "judge": ("verbale.cli.judging:judge", "Accept, reject or withdraw links between claims."),
    "incidents": ("verbale.cli.incidents:incidents", "List incidents; show who says what of one, and who agrees."),
    "tally": ("verbale.cli.tallying:tally", "Count persons inside each claimant's own account."),
    "contradictions": ("verbale.cli.incidents:contradictions", "List where accounts of one incident cannot both hold."),
    "assess": ("verbale.cli.judging:assess", "Enter what your organisation itself holds of an incident."),
    "gazetteer": ("verbale.cli.gazetteer:gazetteer", "Files of places, and where a name lies."),
    "link": ("verbale.cli.linking:link", "Propose which claims tell of one event, and why."),
    "stats": ("verbale.cli.asking:stats", "Count what a register holds."),
    "verify": ("verbale.cli.verifying:verify", "Prove that a register was not altered."),
    "circulate": ("verbale.cli.circulating:circulate", "Draw a letter up as a circulated document."),
    "series": ("verbale.cli.circulating:series", "Symbols of an organ of one's own."),
    "export": ("verbale.cli.exporting:export", "Give out readings, texts, tables."),
    "footnotes": ("verbale.cli.footnotes:footnotes", "Write attributed paragraphs with footnotes."),
    "figure": ("verbale.cli.figures:figure", "Draw tolls, a map, agreement or citations."),
    "redact": ("verbale.cli.redacting:redact", "Write a redacted copy of a document, with a log."),
    "release": ("verbale.cli.releasing:release", "Make a numbered, reproducible release."),
    "diff": ("verbale.cli.releasing:diff", "Tell which figures differ between two releases."),
}
"""Each verb: where its command stands, and its line in the help. A test holds the lines against the commands."""
FAILED, USAGE, NOT_VERIFIED, STOPPED = 1, 2, 3, 130
"""Exit status: some or none read or found; wrong usage; verification failed. 0 is all well."""
_STATUS = {Code.BAD_VALUE: USAGE, Code.MISSING_EXTRA: USAGE, Code.ALTERED: NOT_VERIFIED}


class _Lazy(dict[str, click.Command]):
    """The verbs by name, each imported when it is asked for, so that help is quick."""

    def __getitem__(self, name: str) -> click.Command:
        module, _, attribute = VERBS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in VERBS else default

    def __iter__(self) -> Iterator[str]:
        return iter(VERBS)

    def items(self) -> Any:
        return [(name, self[name]) for name in VERBS]

    def values(self) -> Any:
        return [self[name] for name in VERBS]


class _Verbs(click.Group):
    """The group of verbs; every error ends in one line and an exit status, never in a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(VERBS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """Runs the command line and ends the process with its exit status."""
        sys.exit(_guarded(lambda: super(_Verbs, self).main(*args, **{**options, "standalone_mode": False})))


def _guarded(act: Callable[[], Any]) -> int:
    """The exit status of `act`, with what went wrong told on standard error."""
    try:
        status = act()
        sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo("Stopped. What was stored before stays; read again to go on.", err=True)
        return STOPPED
    except click.ClickException as error:
        error.show()
        return USAGE
    except VerbaleError as error:
        tell(error)
        return _STATUS.get(error.problem.code, FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output went away: nothing to tell
        return 0
    except Exception as error:
        if os.environ.get("VERBALE_TRACEBACK"):
            raise
        click.echo(f"verbale: error [unforeseen]: {type(error).__name__}: {error} (set VERBALE_TRACEBACK=1, run it again and report it)", err=True)
        return FAILED
    return status if isinstance(status, int) else 0


@click.group(
    cls=_Verbs, commands=_Lazy(), invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="verbale", message="%(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Verbale reads what states and organizations allege in writing, and keeps it on the record.

    Who alleges what, where, when, with what toll, against whom, citing what and asking what. An allegation is not a finding.

    Begin with "verbale read LETTER", then "verbale claims"; "verbale" alone opens the register in a browser.
    """
    if context.invoked_subcommand is None:
        context.invoke(_Lazy()["serve"])


def tell(error: VerbaleError) -> None:
    """Writes an error as one line: its code, where, what, and what to do."""
    problem = error.problem
    where = f"{problem.where}: " if problem.where else ""
    todo = f" ({problem.todo.rstrip('.')})" if problem.todo else ""
    click.echo(f"verbale: error [{problem.code.value}]: {where}{problem.what}{todo}", err=True)

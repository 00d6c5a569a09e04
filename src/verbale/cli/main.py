"""The command `verbale`: its verbs, loaded when one is called, and errors as one clear line."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from verbale.model.problems import Code, VerbaleError

VERBS = {
    "read": ("verbale.cli.reading:read", "Read letters into a register."),
    "list": ("verbale.cli.asking:list_", "List the documents of a register."),
    "show": ("verbale.cli.showing:show", "Show a letter with its claims marked in the text."),
    "claims": ("verbale.cli.asking:claims", "Show who alleges what; filter by party, days, place, outcome, words."),
    "unread": ("verbale.cli.asking:unread", "List sentences with words of harm that no claim covers."),
    "explain": ("verbale.cli.explaining:explain", "Tell which rules read a place of a file, which lost, and why."),
    "cite": ("verbale.cli.citing:cite", "Find the documents that a file or text cites."),
    "stats": ("verbale.cli.asking:stats", "Count what a register holds."),
    "verify": ("verbale.cli.verifying:verify", "Prove that a register was not altered."),
    "export": ("verbale.cli.exporting:export", "Give out readings, claims (CSV) or texts."),
}
"""Each verb: where its command stands, and its line in the help. A test holds the lines against the commands."""
FAILED, USAGE, NOT_VERIFIED = 1, 2, 3
"""Exit status: some or none read or found; wrong usage; verification failed. 0 is all well."""
_STATUS = {Code.BAD_VALUE: USAGE, Code.MISSING_EXTRA: USAGE, Code.ALTERED: NOT_VERIFIED}


class _Verbs(click.Group):
    """A group that imports a verb when it is called, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="verbale", message="%(version)s")
def verbale() -> None:
    """Verbale reads what states and organizations allege in writing, and keeps it on the record: who alleges what, where, when,
    with what toll, against whom. An allegation is not a finding.

    Begin with:  verbale read LETTER   then   verbale claims
    """  # noqa: D205 - shown as one paragraph


def main(arguments: list[str] | None = None) -> Any:
    """Runs the command line and ends the process with its exit status."""
    try:
        status = verbale.main(arguments, standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo("Stopped. What was read before is stored.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except VerbaleError as error:
        tell(error)
        sys.exit(_STATUS.get(error.problem.code, FAILED))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output went away: nothing to tell
        sys.exit(0)
    except Exception as error:
        if os.environ.get("VERBALE_TRACEBACK"):
            raise
        click.echo(f"verbale: error [unforeseen]: {type(error).__name__}: {error}. Set VERBALE_TRACEBACK=1, run it again and report what it shows.", err=True)
        sys.exit(FAILED)
    sys.exit(status if isinstance(status, int) else 0)


def tell(error: VerbaleError) -> None:
    """Writes an error as one line: its code, where, what, and what to do."""
    problem = error.problem
    where = f"{problem.where}: " if problem.where else ""
    todo = f" ({problem.todo.rstrip('.')})" if problem.todo else ""
    click.echo(f"verbale: error [{problem.code.value}]: {where}{problem.what}{todo}", err=True)

"""What a command says that fails because the data it reads are damaged."""

from typing import Any

import typer
from typer.core import TyperGroup

from keyfunnel.cli.options import place_of
from keyfunnel.model.errors import KeyfunnelError


class Commands(TyperGroup):
    """All commands. Where one fails in the engine, a damaged lake is looked for: what an engine says of a file's inside
    tells nobody what to do."""

    def invoke(self, ctx: Any) -> Any:  # a kind of context that typer doesn't name in public
        try:
            return super().invoke(ctx)
        except (KeyfunnelError, OSError, typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if _may_come_from_damage(error) and (told := _damage(ctx)):
                raise KeyfunnelError(told) from error
            raise


def _may_come_from_damage(error: Exception) -> bool:
    from duckdb import Error
    from pyarrow import ArrowException

    return isinstance(error, Error | ArrowException | ValueError)


def _damage(context: typer.Context) -> str | None:
    from keyfunnel.lake.doctor import damage

    return next((str(finding.message) for finding in damage(place_of(context).lake)), None)

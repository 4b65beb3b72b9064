"""A number that is another one whenever a goal, a snapshot of one or a person's role has changed."""

from django.db import connection, models


class StateToken(models.Model):
    """One row, which the database itself rewrites by triggers (:mod:`keyfunnel.okr.triggers`): within the transaction
    that changes something, whichever program makes it. Drawn at random, so that a database put back from a copy, or a
    transaction undone, doesn't come by a number that stood for something else."""

    number = models.BigIntegerField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_state_token"),)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def now(cls) -> int:
        """Asked for by every page, in words: building the query takes several times as long as answering it."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM okr_statetoken WHERE id = 1")
            return int(cursor.fetchone()[0])

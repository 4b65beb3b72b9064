"""What a KPI reads, its inputs' included."""

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.shapes import Shape, bases_of, inputs_of


def all_bases(shape: Shape) -> tuple[str, ...]:
    """The base tables that the shape and its inputs count in."""
    inputs = (name for key in inputs_of(shape) for name in all_bases(catalogue.get(key).shape))
    return tuple(dict.fromkeys((*bases_of(shape), *inputs)))

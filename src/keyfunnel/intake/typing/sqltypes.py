"""The SQL types in which values are kept."""

from collections.abc import Mapping

from keyfunnel.model.table import Type

AT_REST: Mapping[Type, str] = {
    Type.TEXT: "VARCHAR",
    Type.NUMBER: "DECIMAL(18,4)",
    Type.RATE: "DOUBLE",
    Type.INTEGER: "BIGINT",
    Type.DATE: "DATE",
    Type.TIMESTAMP: "TIMESTAMP",
    Type.BOOLEAN: "BOOLEAN",
}

"""A table like that of the registrations, with the same columns, constraints and indexes, and
nothing that knows what they are for: what any way of registering is measured against."""

from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models.sql import InsertQuery

from wagtail_network.models import Registration

TABLE = "bare_registration"


def _field(field: models.Field) -> models.Field:
    copy = field.clone()
    if copy.remote_field:
        copy.remote_field.related_name = "+"
    return copy


def _renamed(rule: Any, number: int) -> Any:
    _path, arguments, options = rule.deconstruct()
    return type(rule)(*arguments, **{**options, "name": f"bare_{number}"})


_rules = [*Registration._meta.constraints, *Registration._meta.indexes]
_copies = [_renamed(rule, number) for number, rule in enumerate(_rules)]
_meta = {
    "app_label": "benchmarks",
    "db_table": TABLE,
    "constraints": [copy for copy in _copies if isinstance(copy, models.BaseConstraint)],
    "indexes": [copy for copy in _copies if isinstance(copy, models.Index)],
}
Bare: Any = type(
    "Bare",
    (models.Model,),
    {
        **{field.name: _field(field) for field in Registration._meta.local_fields},
        "Meta": type("Meta", (), _meta),
        "__module__": __name__,
    },
)
FIELDS = [field for field in Bare._meta.concrete_fields if not field.primary_key]


def make_table() -> None:
    """Nothing where it is there."""
    if TABLE not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Bare)


def row(event: int, number: int) -> Any:
    """A registration as people fill it in."""
    filled_in = Registration(
        event_id=event,
        status="registered",
        name=f"Person {number}",
        email=f"person-{number}@example.org",
        organisation_name=f"Company {number % 7}",
        language="da",
    )
    filled_in.set_keys()
    return Bare(**{field.attname: getattr(filled_in, field.attname) for field in FIELDS})


@lru_cache
def insert_sql() -> str:
    query = InsertQuery(Bare)
    query.insert_values(FIELDS, [row(0, 0)])
    [(sql, _values)] = query.get_compiler(connection=connection).as_sql()
    return str(sql)


def values_of(bare: Any) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(bare, True), connection) for field in FIELDS]

"""The contracts are consistent among themselves."""

from cluster_planner.domain.contracts import REFERENCES, TABLES


def test_table_names_are_unique_and_keys_are_columns_that_cannot_be_empty():
    assert len(TABLES) == len({table.name for table in TABLES})
    for table in TABLES:
        assert not [key for key in table.key_columns if table.by_name[key].nullable]


def test_every_reference_names_columns_that_exist():
    tables = {table.name: table for table in TABLES}
    for reference in REFERENCES:
        assert reference.column in tables[reference.table].by_name
        assert reference.to_column in tables[reference.to_table].by_name


def test_every_column_has_a_korean_label():
    unlabelled = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if not any("가" <= letter <= "힣" for letter in column.label_ko)
    ]

    assert [] == unlabelled


def test_every_number_that_can_be_counted_has_limits():
    loose = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if column.dtype == "Int64" and column.minimum is None
    ]

    assert [] == loose

"""The charts count what the briefing lists, and what has no room of its own is summed."""

from briefing.schema.statement import Evidence, Kind, Statement
from briefing.steps.render.chart import MAX_COLUMNS, MAX_ROWS, chart_demands, chart_kinds


def _stated(kind: Kind, speaker: str, *, to: str | None = None, at: int = 0) -> Statement:
    evidence = (Evidence(article="abc", start=at, end=at + 1, quote="x"),)
    return Statement(kind=kind, speaker=speaker, addressee=to, evidence=evidence)


def test_each_speaker_has_a_row_with_a_number_for_each_kind_found() -> None:
    statements = [
        _stated("position", "Roe"),
        _stated("position", "Roe", at=1),
        _stated("demand", "Roe"),
        _stated("demand", "Poe"),
        _stated("position", "unattributed"),
    ]

    chart = chart_kinds(statements)

    assert chart is not None
    assert [column.name for column in chart.columns] == ["position", "demand"]
    assert [(row.name, [c.number for c in row.cells]) for row in chart.rows] == [
        ("Roe", [2, 1]),
        ("Poe", [0, 1]),
        ("nobody named", [1, 0]),
    ]
    assert chart.rows[0].cells[0].width > chart.rows[0].cells[1].width > 0
    assert chart.rows[1].cells[0].width == 0


def test_the_rest_is_one_row_without_bars_and_no_statement_is_lost() -> None:
    statements = [
        _stated("position", f"Speaker {n}", at=m) for n in range(30) for m in range(n + 1)
    ]

    chart = chart_kinds(statements)

    assert chart is not None
    assert len(chart.rows) == MAX_ROWS
    assert sum(cell.number for row in chart.rows for cell in row.cells) == len(statements)
    assert chart.rows[0].name == "Speaker 29"
    assert (chart.rows[-1].name, chart.rows[-1].cells[0].width) == ("everybody else", 0)


def test_who_demands_of_whom_is_a_grid_with_a_column_for_nobody() -> None:
    statements = [
        _stated("demand", "Roe", to="the council"),
        _stated("demand", "Roe", to="the council", at=1),
        _stated("demand", "Poe"),
        _stated("position", "Moe"),
    ]

    chart = chart_demands(statements)

    assert chart is not None
    assert [column.name for column in chart.columns] == ["the council", "nobody named"]
    assert [(row.name, [c.number for c in row.cells]) for row in chart.rows] == [
        ("Roe", [2, 0]),
        ("Poe", [0, 1]),
    ]


def test_columns_beyond_the_last_are_summed() -> None:
    statements = [_stated("demand", "Roe", to=f"Body {n:02}") for n in range(20)]

    chart = chart_demands(statements)

    assert chart is not None
    assert len(chart.columns) == MAX_COLUMNS
    assert [cell.number for cell in chart.rows[0].cells] == [1] * (MAX_COLUMNS - 1) + [
        20 - MAX_COLUMNS + 1
    ]


def test_there_is_no_chart_where_there_is_nothing_to_show() -> None:
    assert chart_kinds([]) is None
    assert chart_demands([_stated("demand", "Roe"), _stated("position", "Poe", to="Moe")]) is None


def test_a_long_name_keeps_its_end_and_takes_two_lines() -> None:
    chart = chart_kinds([_stated("position", "US Deputy Secretary of State Wendy Sherman")])

    assert chart is not None
    assert chart.rows[0].label == ("…Deputy Secretary of", "State Wendy Sherman")

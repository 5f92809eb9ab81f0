import tomllib
from pathlib import Path

from briefing.steps.load import phrases


def test_every_list_is_compiled_and_no_pattern_matches_nothing() -> None:
    lists = phrases.load_phrases()
    patterns = [p for name, p in lists._asdict().items() if not name.startswith("max_")]

    assert all(not pattern.match("") for pattern in patterns)


def test_every_list_of_the_file_is_used() -> None:
    path = Path(phrases.__file__).with_name("phrases.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    source = Path(phrases.__file__).read_text(encoding="utf-8").replace("'", '"')
    names = [name for value in data.values() if isinstance(value, dict) for name in value]

    assert [name for name in [*names, *data] if f'"{name}"' not in source] == []

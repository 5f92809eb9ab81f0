"""What the user calls the columns of a table in, what they hold out."""

from briefing.errors import ConfigError

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articlebody"),
    "title": ("title", "headline"),
    "published": ("published", "date", "datepublished", "published_at", "pubdate"),
    "publisher": ("publisher", "source", "site_name", "sitename", "outlet"),
    "author": ("author", "byline", "authors"),
}
"""What an article's fields are called where `--map` does not say."""


def parse_map(given: str | None) -> dict[str, str]:
    """`text=body,title=headline` as a mapping.

    Raises:
        ConfigError: It has another form, or names a field that articles do not have.
    """
    fields = {}
    for part in filter(None, (given or "").split(",")):
        name, equals, column = part.partition("=")
        if name.strip() not in FIELDS or not equals or not column.strip():
            problem = f"{part.strip()!r} is no mapping of a field"
            hint = f"write text=COLUMN,title=COLUMN; fields are {', '.join(FIELDS)}"
            raise ConfigError("--map", problem, hint=hint)
        fields[name.strip()] = column.strip()
    return fields

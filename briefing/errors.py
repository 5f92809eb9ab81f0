"""Every exception that this package raises on purpose; each composes its own text and hint.

BriefingError                 exit 1: our fault unless a subclass says otherwise
├─ InputError                 exit 2: the user can mend it
│  ├─ ArticleError            one article cannot be read
│  ├─ PromptError             no such prompt version, or a broken one
│  └─ ConfigError             a setting that is unknown or out of range
├─ EndpointError              exit 3: the endpoint
│  └─ EndpointUnavailable     no answer, or none that is of use
└─ TemplateError              exit 1: a template of ours is broken

A text reads `where: what is wrong (value, limit)`; the hint says what to do about it.
"""


class BriefingError(Exception):
    """Anything that this package reports; `hint` is what the user can do about it.

    Attributes:
        where: File, setting or endpoint that the error is about.
        problem: What is wrong, lower case, without a full stop.
        hint: The command or edit that mends it, or an empty string.
    """

    exit_code = 1

    def __init__(self, where: str, problem: str, *, hint: str = "") -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem
        self.hint = hint


class InputError(BriefingError):
    """The input or the options are wrong."""

    exit_code = 2


class ArticleError(InputError):
    """One article cannot be read; the run goes on without it."""


class PromptError(InputError):
    """A prompt version does not exist or cannot be used."""


class ConfigError(InputError):
    """A setting is unknown, of the wrong type or out of range."""


class EndpointError(BriefingError):
    """The endpoint gave nothing that can be used."""

    exit_code = 3


class EndpointUnavailable(EndpointError):  # noqa: N818 (a state of the endpoint, read as "endpoint unavailable")
    """The endpoint cannot be reached, refuses the key or the request, or keeps failing."""


class TemplateError(BriefingError):
    """A template does not render."""

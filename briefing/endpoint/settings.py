"""Which endpoint is asked, for which model, and how."""

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from briefing.endpoint.gguf import Gguf
from briefing.errors import ConfigError

OPENAI_URL = "https://api.openai.com/v1"
"""Where requests go when no base URL is set: the openai package's own default."""
IN_PROCESS = "in process"
"""What stands for the host where a model file answers."""


class EndpointSettings(BaseModel):
    """Everything that decides what is sent where; the key shows in no repr, error or log."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(min_length=1)
    base_url: str | None = None
    """Up to and including `/v1`; None means OpenAI's own."""
    gguf: Gguf | None = None
    """The model file that answers, in this process; `model` is its name."""
    context_tokens: int = Field(default=8192, ge=1)
    """Room that a model file has for a request and its answer."""
    api_key: SecretStr | None = None
    """Sent as `none` when there is none: local servers want a header and ignore it."""
    max_concurrency: int = Field(default=64, ge=1, le=1024)
    """Requests in flight at once, at most."""
    rpm: int | None = Field(default=None, ge=1)
    """Requests in any minute, for those who know their limit."""
    tpm: int | None = Field(default=None, ge=1)
    """Tokens in any minute, in and out."""
    price: tuple[float, float] | None = None
    """Dollars for a million tokens in and out, where the user knows better than genai-prices."""
    max_cost: float | None = Field(default=None, gt=0)
    """Dollars that a run may cost."""
    timeout_s: float = Field(default=600.0, gt=0)
    """Seconds that one request may take: a local server answers its queue one by one."""
    connect_timeout_s: float = Field(default=10.0, gt=0)
    first_byte_timeout_s: float = Field(default=600.0, gt=0)
    """Seconds without any byte: most servers send none before the answer is complete."""
    max_retries: int = Field(default=8, ge=0, le=100)
    """Times that a request that failed is repeated, Retry-After honoured up to two minutes.
    With one request in five failing, nine tries lose one in two million."""
    temperature: float = Field(default=0.0, ge=0, le=2)
    seed: int | None = None
    """Sent with the repeat number added, so that repeats are samples of their own."""
    max_output_tokens: int = Field(default=3000, ge=1)

    @field_validator("base_url")
    @classmethod
    def _url_carries_no_credential(cls, url: str | None) -> str | None:
        if url is None:
            return None
        try:
            parts = urlsplit(url.strip())
            plain = parts.scheme in ("http", "https") and bool(parts.hostname)
            plain = plain and not (
                parts.username or parts.password or parts.query or parts.fragment
            )
            _ = parts.port
        except ValueError:
            plain = False
        if not plain:
            # The value is not quoted: it may hold a password.
            raise ConfigError(
                "base URL",
                "is not http(s)://host[:port]/path without user name, query and fragment",
                hint="give the key as OPENAI_API_KEY, the address as e.g. http://127.0.0.1:8000/v1",
            )
        return url.strip().rstrip("/")

    @property
    def url(self) -> str:
        """The base URL that requests go to; of a model file, what it is, wherever it lies."""
        if self.gguf is not None:
            return f"gguf:{self.gguf.fingerprint}"
        return self.base_url or OPENAI_URL

    @property
    def host(self) -> str:
        """Host and port: all that errors and the briefing say about where requests went."""
        if self.gguf is not None:
            return IN_PROCESS
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else f"{parts.hostname}"
        return f"{host}:{parts.port}" if parts.port else host

    @property
    def key(self) -> str:
        """The key as it is sent."""
        key = self.api_key.get_secret_value().strip() if self.api_key else ""
        return key or "none"

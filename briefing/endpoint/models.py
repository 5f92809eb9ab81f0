"""Which models an endpoint has."""

from briefing.endpoint.client import Client
from briefing.endpoint.exchange import Usage
from briefing.endpoint.faults import Fault, unavailable
from briefing.endpoint.limiter import Limiter
from briefing.endpoint.purse import free_purse
from briefing.endpoint.settings import EndpointSettings


async def list_models(settings: EndpointSettings) -> list[str]:
    """Ids of the models that the endpoint's GET /models lists, in its order.

    Args:
        settings: Their `model` plays no part.

    Raises:
        EndpointUnavailable: It cannot be reached, refuses the key or has no such list.
    """
    client = Client(
        settings, usage=Usage(), limiter=Limiter(1), purse=free_purse(), check=lambda: None
    )
    try:
        return await client.models()
    except Fault as fault:
        raise unavailable(fault, host=settings.host, model=settings.model, models=()) from fault
    finally:
        await client.close()

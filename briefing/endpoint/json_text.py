"""The JSON object in a reply that may stand in a code fence or among other words."""


def json_object_in(text: str) -> str:
    """What stands from the first `{` to the last `}`, after the last `</think>` if there is one.

    One rule for every rung of the ladder: on the top rung it takes the whole reply, and some
    servers accept a response_format and then pass it over. Linear in the length of the text.

    Args:
        text: A reply as it came.

    Returns:
        The part that should be a JSON object; the text itself, stripped, where it holds no braces.
    """
    text = text[text.rfind("</think>") + len("</think>") :] if "</think>" in text else text
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text.strip()

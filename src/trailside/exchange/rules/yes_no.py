"""Yes or no, as lists write it. What is not clearly one of them is neither: nobody is texted on a guess."""

from trailside.exchange.rules.plain import plain, word_set

YES = word_set("y yes yep true 1 ok okay x si verdadero s sure allowed text texto claro sim") | {
    "text ok", "ok to text", "yes please", "si por favor", "yes text", "checked",
}  # fmt: skip
NO = word_set("n no nope false 0 never none falso nunca") | {
    "do not", "do not text", "dont text", "don t text", "no text", "no texts", "no text messages", "no mensajes",
    "no textear", "call only", "calls only", "solo llamadas", "not ok", "no thank you", "no thanks", "no gracias",
}  # fmt: skip
TICKS = frozenset("✓✔☑✅")
CROSSES = frozenset("✗✘☒❌")


def yes_or_no(text: str) -> bool | None:
    """True, False, or None when the text says neither."""
    if text.strip() in TICKS:
        return True
    if text.strip() in CROSSES:
        return False
    words = plain(text)
    if words in YES:
        return True
    return False if words in NO else None

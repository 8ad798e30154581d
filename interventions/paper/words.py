"""Numbers in Dutch sentences."""

WORDS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip


def in_words(number: int) -> str:
    """Up to twelve as a word."""
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)


def begins(words: str) -> str:
    """As the begin of a sentence: Acht, Eén."""
    return "Eén" if words == "één" else words[:1].upper() + words[1:]

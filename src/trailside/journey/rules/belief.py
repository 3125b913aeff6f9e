"""Where the belief "I can do this" comes from: the four sources of Bandura (1977, Psychological Review 84).

Asked as "what gave me strength?", one tap, skippable. The words on the screen are the room's; the codes are kept.
"""

from enum import StrEnum


class Source(StrEnum):
    """The four sources of self-efficacy."""

    DID_IT = "did-it"  # mastery: I did it myself
    SAW_IT = "saw-it"  # vicarious experience: I saw someone like me
    WAS_TOLD = "was-told"  # verbal persuasion: someone said I could
    FELT_IT = "felt-it"  # bodily and emotional state: how I felt

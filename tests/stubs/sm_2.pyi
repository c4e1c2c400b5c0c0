from datetime import datetime

class Card:
    n: int
    I: int
    EF: float
    due: datetime
    needs_extra_review: bool
    def __init__(self, card_id: int | None = None, *, due: datetime | None = None) -> None: ...

class Scheduler:
    @staticmethod
    def review_card(
        card: Card, rating: int, review_datetime: datetime | None = None
    ) -> tuple[Card, object]: ...

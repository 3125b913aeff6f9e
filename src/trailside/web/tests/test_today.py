"""My own page: what is next, who walks with me; no look, nothing of anyone else."""

from datetime import UTC, datetime

import pytest
import time_machine

from trailside.ledger.models import Look
from trailside.web.today.views import part_of_day


@pytest.mark.parametrize(
    ("hour", "part"), [(3, "evening"), (4, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening")]
)
def test_the_greeting_knows_the_part_of_the_day(hour, part):
    assert part_of_day(datetime(2026, 11, 20, hour)) == part


def test_my_page_greets_me_in_the_hour_of_my_programme(house):
    with time_machine.travel(datetime(2026, 11, 20, 19, 30, tzinfo=UTC)):
        page = house.client(house.ada).get("/today/").content.decode()
    assert "Good afternoon, Ada" in page and "Friday, November 20." in page


def test_my_page_shows_who_walks_with_me_and_who_supports_them(house):
    page = house.client(house.ada).get("/today/").content.decode()
    assert "Ben" in page and "Walks with you." in page and "Mina" in page
    assert "Ruth" not in page and "Cleo" not in page
    assert not Look.objects.exists()


def test_the_order_is_next_then_how_is_today_then_a_hard_day_then_who(house):
    page = house.client(house.ada).get("/today/").content.decode()
    places = [page.index(f'id="{mark}"') for mark in ("next-head", "check-in-panel", "hard", "walk")]
    assert places == sorted(places)


def test_my_page_is_mine_alone(house):
    for other in (house.ben, house.mina, house.mo, house.dov):
        assert house.client(other).get("/today/").status_code == 404


def test_no_name_stands_in_the_title(house):
    page = house.client(house.ada).get("/today/").content.decode()
    assert "Ada" not in page.split("</title>")[0]


def test_my_page_asks_the_database_little_and_writes_nothing(house, django_assert_max_num_queries):
    browser = house.client(house.ada)
    with django_assert_max_num_queries(40) as asked:
        browser.get("/today/")
    assert not [query for query in asked.captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]

"""My pictures: made anew, without place or device, for nobody but me."""

from __future__ import annotations

import io
import resource

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from trailside.consent import gate
from trailside.files import actions, reads
from trailside.files.models import Picture
from trailside.files.privacy import export
from trailside.files.rules import limits
from trailside.files.rules.making import NoPicture, made_anew
from trailside.files.tests.photos import HOSTILE, PLACE, photo
from trailside.kit.errors import NotPossible, NotThere


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize(
    "kind, mode", [("JPEG", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_only_the_pixels_go_on(kind, mode):
    before = photo(kind, mode=mode)
    made = made_anew(before)
    picture = opened(made)
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (64, 48), "RGB")
    assert not picture.getexif() and not picture.info.get("comment") and "icc_profile" not in picture.info
    assert PLACE.encode() not in made and b"Ada" not in made


def test_the_test_s_photo_does_hold_a_place():
    assert PLACE.encode() in photo() and b"Phone of Ada" in photo()


def test_a_phone_held_upright_gives_an_upright_picture():
    assert opened(made_anew(photo(turned=6))).size == (48, 64)


def test_a_large_photo_becomes_small():
    made = made_anew(photo(size=(4000, 3000)))
    assert opened(made).size == (1600, 1200) and len(made) < 300_000


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_and_hurts_nobody(what):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NoPicture):
        made_anew(HOSTILE[what])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000, "kB; the work is done elsewhere"


def test_what_hides_behind_a_picture_does_not_come_along():
    assert b"<script>" not in made_anew(photo() + b"<script>alert(1)</script>")


def test_she_adds_one_in_her_browser_and_finds_it_on_a_hard_night(house):
    browser = house.client(house.ada)
    file = SimpleUploadedFile("../../IMG_0042.jpg", photo(), content_type="text/html")
    answer = browser.post("/pictures/new/", {"picture": file, "words": "My dog <b>", "once": "one"})
    assert answer.headers["Location"] == "/my-people/#pictures"
    row = Picture.objects.get()
    for page in ("/my-people/", "/now/mine/"):
        said = browser.get(page).content.decode()
        assert f"/pictures/{row.pk}/" in said and "My dog &lt;b&gt;" in said
    image = browser.get(f"/pictures/{row.pk}/")
    assert opened(image.content).format == "JPEG"
    assert image.headers["Content-Type"] == "image/jpeg"
    assert image.headers["Content-Disposition"] == 'attachment; filename="picture.jpg"'
    assert "sandbox" in image.headers["Content-Security-Policy"] and image.headers["Cache-Control"] == "no-store"


def test_nobody_else_sees_it_or_takes_it_away(house):
    row = actions.keep(gate.mine(house.ada), photo(), "My dog")
    for other in (house.ben, house.mina, house.cleo, house.dov):
        assert house.client(other).get(f"/pictures/{row.pk}/").status_code == 404
        with pytest.raises(NotThere):
            actions.take_away(gate.mine(other), row.pk)


def test_what_is_no_picture_comes_back_with_the_words_kept(house):
    browser = house.client(house.ada)
    file = SimpleUploadedFile("a.jpg", HOSTILE["a page"], content_type="image/jpeg")
    said = browser.post("/pictures/new/", {"picture": file, "words": "My dog", "once": "one"}).content.decode()
    assert "no picture that can be shown" in said and 'value="My dog"' in said
    assert not Picture.objects.exists()


def test_the_bytes_in_the_database_are_sealed(house):
    row = actions.keep(gate.mine(house.ada), photo(), "My dog")
    raw = bytes(Picture.objects.get(pk=row.pk).__dict__["image"])
    assert b"JFIF" not in raw and reads.image(gate.mine(house.ada), row.pk).startswith(b"\xff\xd8")


def test_taken_away_it_is_gone_and_twelve_are_enough(house, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 1)
    mine = gate.mine(house.ada)
    row = actions.keep(mine, photo(), "My dog")
    with pytest.raises(NotPossible, match="Take one away"):
        actions.keep(mine, photo(), "My cat")
    house.client(house.ada).post(f"/pictures/{row.pk}/take-away/", {"once": "two"})
    assert not Picture.objects.exists()
    with pytest.raises(NotThere):
        reads.image(mine, row.pk)


def test_it_goes_along_with_everything_else(house):
    actions.keep(gate.mine(house.ada), photo(), "My dog")
    (section,) = export(gate.mine(house.ada))
    assert section.lines[0].words == "My dog" and str(section.lines[0].coded["jpeg"]).startswith("/9j/")

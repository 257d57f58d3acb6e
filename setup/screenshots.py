"""Take the pictures of the README from a demo in which the walk was done.

Usage: screenshots.py ADDRESS FOLDER
"""

import csv
import sys
from pathlib import Path

from PIL import Image

REPO = Path(__file__).parent.parent
sys.path.insert(0, str(REPO / "tests"))

from walker import DESKTOP, PHONE, Walker, browser  # noqa: E402

SMALL_PHONE = {**PHONE, "device_scale_factor": 1}
# name, login, screen, page, card to open (none: the page itself)
PICTURES = (
    ("apply", "officer", SMALL_PHONE, "my-tolerance-applications", "SQ-"),
    ("assess", "inquirer", DESKTOP, "tolerance-assessments", "彭静怡"),
    ("decide", "partygroup", SMALL_PHONE, "tolerance-determinations", "RD-"),
    ("grade", "hr", DESKTOP, "tolerance-appraisals", "彭静怡"),
)


def main(address, folder):
    """Log in as each person and keep the page."""
    with (REPO / "data" / "logins.csv").open(encoding="utf-8") as file:
        passwords = {row["login"]: row["password"] for row in csv.DictReader(file)}
    with browser() as opened:
        for name, login, screen, path, card in PICTURES:
            person = Walker(opened, address, login, passwords[login], screen, "zh-CN")
            person.open(path)
            person.card(card)
            keep(person.page, Path(folder) / f"{name}.png")
            if name == "grade":
                refuse(person)
                keep(person.page, Path(folder) / "refused.png")
            person.close()


def keep(page, path):
    """Save the page in 64 colours, which a screen of text does not miss."""
    page.screenshot(path=str(path))
    Image.open(path).convert("RGB").quantize(64).save(path, optimize=True)


def refuse(person):
    """Deduct points once more for the matter that was decided."""
    person.tab("marks")
    person.add("mark_ids")
    person.type("points", "2")
    person.choose("matter_id", "夜间点名")
    person.type("reason", "再次扣分")
    person.save()
    person.see("RD-")


if __name__ == "__main__":
    main(*sys.argv[1:])

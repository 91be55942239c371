#!/usr/bin/env python3
"""Makes the pictures of the README: a session in a terminal and two views of the report.

    cargo build --release --features cli,report
    scripts/pictures.py                      # writes docs/pictures/*.png

Everything in them comes of the invented issues in examples/corpus. Chromium draws them and has to be on the path, with
a font that has Chinese characters; `--baozhi FILE` names another program than the one built above.
"""
import argparse
import html
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
# What is typed, with {out} for the folder of results.
SESSION = [
    "baozhi analyze examples/corpus -o {out} | head -16",
    "baozhi search 防汛 {out} | head -5",
]
# The views of the report: its first page, and the page of whom most articles name.
VIEWS = {"report": "#/?lang=en", "report-life": "#/e/0?lang=en"}
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1e2227; color: #d8dee4;
  font: 15px/1.5 "DejaVu Sans Mono", "WenQuanYi Micro Hei Mono", monospace; }}
pre {{ margin: 0; padding: 22px 26px; white-space: pre-wrap; font: inherit; }}
b {{ color: #8fd18f; font-weight: normal; }}
</style><pre>{}</pre>"""


def browser():
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((shutil.which(name) for name in names if shutil.which(name)), None)
    if found is None:
        raise SystemExit("pictures.py: no chromium on the path")
    return found


def picture(address, to, size):
    """Draws the page at `address` into the file `to`, `size` being width and height."""
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        window = f"--window-size={size[0]},{size[1]}"
        place = [f"--user-data-dir={profile}", f"--screenshot={to}", "--virtual-time-budget=4000"]
        subprocess.run([browser(), *options, window, *place, address], check=True, capture_output=True)
    print(to.relative_to(ROOT))


def typed(program, line, out):
    """A line of the session and what it printed, both as HTML."""
    shown = line.format(out="out")
    run = line.format(out=out).replace("baozhi", str(program), 1)
    got = subprocess.run(run, shell=True, cwd=ROOT, capture_output=True, text=True)
    said = (got.stderr + got.stdout).replace(str(out), "out")
    return f"<b>$ {html.escape(shown)}</b>\n{html.escape(said.rstrip())}\n"


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--baozhi", type=pathlib.Path, default=ROOT / "target/release/baozhi")
    program = args.parse_args().baozhi.resolve()
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        out = folder / "out"
        lines = "\n".join(typed(program, line, out) for line in SESSION)
        session = folder / "session.html"
        session.write_text(PAGE.format(lines), encoding="utf-8")
        height = 130 + 23 * lines.count("\n")
        picture(session.as_uri(), PICTURES / "session.png", (1100, height))
        report = folder / "report.html"
        subprocess.run([program, "report", out, "-o", report], check=True, capture_output=True)
        for name, view in VIEWS.items():
            picture(report.as_uri() + view, PICTURES / f"{name}.png", (1300, 900))


if __name__ == "__main__":
    main()

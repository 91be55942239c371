"""The examples of the pages of `docs/` run as they stand there."""

import doctest
import importlib.util
import pathlib
import re
import shutil
import subprocess

import baozhi
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
PAGES = [("cookbook", []), ("notebook", []), ("polars", ["polars"]), ("duckdb", ["duckdb"])]


@pytest.mark.parametrize("page, packages", PAGES)
def test_examples_run(page, packages, tmp_path, monkeypatch):
    missing = [p for p in packages if importlib.util.find_spec(p) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    run = doctest.testfile(str(DOCS / f"{page}.md"), module_relative=False, encoding="utf-8")
    assert run.attempted >= 5 and run.failed == 0


def test_the_script_for_r_runs(records, tmp_path):
    rscript = shutil.which("Rscript")
    if rscript is None or subprocess.run([rscript, "-e", "library(RSQLite)"], capture_output=True).returncode:
        pytest.skip("needs R with RSQLite: apt-get install r-base-core r-cran-rsqlite")
    baozhi.write_tables(records, tmp_path / "corpus.sqlite")
    [script] = re.findall(r"^```r\n(.*?)^```", (DOCS / "r.md").read_text(encoding="utf-8"), re.M | re.S)
    (tmp_path / "script.R").write_text(script, encoding="utf-8")
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    run = subprocess.run(
        [rscript, "script.R"], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=120
    )
    assert run.returncode == 0, run.stderr
    assert re.search(r"周明远\s+书记\s+中共许昌市委员会\s+1", run.stdout), run.stdout
    assert re.search(r"MEET\.HOLD", run.stdout) and re.search(r"1\s+b\s+2022-03-04", run.stdout), run.stdout

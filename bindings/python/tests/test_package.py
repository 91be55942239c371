"""The package itself: its types, its version, its example."""

import ast
import doctest
import importlib.metadata
import pathlib
import tomllib

import baozhi
from baozhi import _native

HERE = pathlib.Path(__file__).resolve().parents[1]
STUB = ast.parse((pathlib.Path(baozhi.__file__).with_name("_native.pyi")).read_text(encoding="utf-8"))


def _names(body):
    named = [n.name for n in body if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
    return named + [n.target.id for n in body if isinstance(n, ast.AnnAssign) and not n.target.id.startswith("_P")]


def test_the_types_name_all_that_is_there():
    there = {n for n in dir(_native) if not n.startswith("__")}
    assert there == {n for n in _names(STUB.body) if not n.startswith("_")}
    assert there <= set(baozhi.__all__) and all(hasattr(baozhi, n) for n in baozhi.__all__)


def test_the_types_of_a_class_name_its_attributes():
    tables = baozhi.Tables.from_records([])
    for node in (n for n in STUB.body if isinstance(n, ast.ClassDef)):
        cls = getattr(_native, node.name)
        there = {n for n in dir(cls) if not n.startswith("_")}
        there |= set(tables.names) if cls is baozhi.Tables else set()
        assert there == {n for n in _names(node.body) if not n.startswith("_")}, node.name
        assert cls.__module__ == "baozhi"


def test_the_version_is_that_of_the_engine():
    manifests = [HERE / "Cargo.toml", HERE.parents[1] / "Cargo.toml"]
    versions = [tomllib.loads(m.read_text(encoding="utf-8"))["package"]["version"] for m in manifests]
    assert versions == [baozhi.__version__] * 2


def test_the_types_are_shipped():
    assert pathlib.Path(baozhi.__file__).with_name("py.typed").exists()


def test_the_licences_are_shipped():
    """The package carries data and weights: their terms go with it."""
    shipped = {f.name for f in importlib.metadata.files("baozhi") if "licenses" in f.parts}
    assert shipped >= {"LICENSE-MIT", "LICENSE-APACHE", "LICENSES-DATA.md"}


def test_examples_of_the_package_run():
    assert doctest.testmod(baozhi).failed == 0


def test_examples_of_the_readme_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = HERE / "README.md"
    run = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert run.attempted > 5 and run.failed == 0

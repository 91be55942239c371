#!/usr/bin/env python3
"""The program as people install it: one archive with manual pages, completions and licences.

    scripts/dist.py [--binary FILE] [--out DIR]

Builds the program (`cargo build --release`) unless a built one is given, and writes
DIR/baozhi-VERSION-TARGET.tar.gz and DIR/SHA256SUMS; DIR is target/dist. The same program
packed twice gives the same archive: files are in order, owned by nobody, and as old as
the last commit. Needs Linux or another system on which the program runs that it packs.
"""

import argparse
import gzip
import hashlib
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
# All that the command line has; SQLite needs a C compiler.
FEATURES = "cli,sqlite"
TEXTS = ["README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENSES-DATA.md"]
COMPLETIONS = {
    "bash": "baozhi.bash",
    "zsh": "_baozhi",
    "fish": "baozhi.fish",
    "elvish": "baozhi.elv",
    "powershell": "_baozhi.ps1",
}
NOTICE = re.compile(r"(?i)(licen[cs]e|copying|notice|unlicense)")


def output(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def host():
    return re.search(r"^host: (.+)$", output("rustc", "-vV"), re.M)[1]


def build():
    command = ["cargo", "build", "--release", "--locked", "--features", FEATURES, "--bin", "baozhi"]
    print("$", *command, flush=True)
    subprocess.run(command, cwd=ROOT, check=True)
    target = json.loads(output("cargo", "metadata", "--format-version=1", "--no-deps"))["target_directory"]
    return pathlib.Path(target) / "release" / "baozhi"


def check(binary, version):
    """The program is of this version and has the features that it is packed for."""
    told = output(binary, "--version")
    features = re.search(r"^features: (.*)$", told, re.M)[1].split()
    if told.split()[1] != version:
        sys.exit(f"{binary} is {told.split()[1]}, Cargo.toml says {version}")
    missing = set(FEATURES.split(",")) - set(features)
    if missing:
        sys.exit(f"{binary} was built without {', '.join(sorted(missing))}")


def notices(target):
    """The licences of all crates that are in the program, with their texts."""
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--features", FEATURES]
    metadata = json.loads(output(*command, "--filter-platform", target))
    packages = {p["id"]: p for p in metadata["packages"]}
    nodes = {n["id"]: n for n in metadata["resolve"]["nodes"]}
    seen, waiting = set(), [metadata["resolve"]["root"]]
    while waiting:
        for dependency in nodes[waiting.pop()]["deps"]:
            built_in = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if built_in and dependency["pkg"] not in seen:
                seen.add(dependency["pkg"])
                waiting.append(dependency["pkg"])
    text = ["The crates that are in this program, with their licences. A text that stands here already is not repeated.\n"]
    first = {}
    for package in sorted((packages[i] for i in seen), key=lambda p: (p["name"], p["version"])):
        authors = ", ".join(package["authors"])
        text.append(f"\n{'=' * 80}\n{package['name']} {package['version']}: {package['license']}\n{authors}\n")
        folder = pathlib.Path(package["manifest_path"]).parent
        for file in sorted(f for f in folder.iterdir() if f.is_file() and NOTICE.match(f.name)):
            body = file.read_text(encoding="utf-8", errors="replace").strip()
            before = first.setdefault(" ".join(body.split()), package["name"])
            text.append(f"\n--- {file.name}" + (f"\n\n{body}\n" if before == package["name"] else f": as of {before}\n"))
    return "".join(text), len(seen)


def stage(binary, folder, target):
    """Everything that goes into the archive."""
    shutil.copy(binary, folder / "baozhi")
    (folder / "baozhi").chmod(0o755)
    for name in TEXTS:
        shutil.copy(ROOT / name, folder / name)
    subprocess.run([binary, "man", "-q", "-o", folder / "man"], check=True)
    (folder / "completions").mkdir()
    for shell, name in COMPLETIONS.items():
        (folder / "completions" / name).write_text(output(binary, "completions", shell), encoding="utf-8")
    text, count = notices(target)
    (folder / "LICENSES-CRATES.txt").write_text(text, encoding="utf-8")
    return count


def pack(folder, archive, age):
    """A gzipped tar whose bytes depend on the files alone."""

    def plain(entry):
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = age
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in [folder, *sorted(folder.rglob("*"))]:
            tar.add(path, arcname=path.relative_to(folder.parent), recursive=False, filter=plain)
    archive.write_bytes(gzip.compress(data.getvalue(), 9, mtime=0))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--binary", type=pathlib.Path, help="a program that is built already")
    arguments.add_argument("--out", type=pathlib.Path, default=ROOT / "target" / "dist")
    given = arguments.parse_args()
    version = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
    binary = (given.binary or build()).resolve()
    check(binary, version)
    target = host()
    name = f"baozhi-{version}-{target}"
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / name
        folder.mkdir()
        crates = stage(binary, folder, target)
        archive = given.out / f"{name}.tar.gz"
        pack(folder, archive, int(output("git", "log", "-1", "--format=%ct")))
    archives = sorted(given.out.glob("baozhi-*.tar.gz"))
    sums = [f"{hashlib.sha256(a.read_bytes()).hexdigest()}  {a.name}\n" for a in archives]
    (given.out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    print(f"{archive}: {archive.stat().st_size:,} bytes, licences of {crates} crates")
    print("".join(sums), end="")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Licences and sources of all dependencies, by the rules of deny.toml: those of
the crate, or of the one whose Cargo.toml is given.

Does what the check of cargo-deny does for licences, wildcards and sources, so that
it never has to be left out where cargo-deny is not installed. Exits with 1 where
a package breaks a rule.
"""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def packages():
    command = ["cargo", "metadata", "--format-version=1", "--all-features", "--locked"]
    command += ["--manifest-path", sys.argv[1]] if len(sys.argv) > 1 else []
    metadata = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    used = {node["id"] for node in metadata["resolve"]["nodes"]}
    return [p for p in metadata["packages"] if p["id"] in used]


def satisfied(expression, allowed):
    """True when an SPDX expression can be met by allowed licences alone."""
    expression = expression.replace("/", " OR ")
    words = re.findall(r"\(|\)|[^\s()]+", expression)
    python = []
    i = 0
    while i < len(words):
        word = words[i]
        if word in ("AND", "OR"):
            python.append(word.lower())
        elif word in "()":
            python.append(word)
        elif word == "WITH":
            i += 1
        else:
            python.append(str(word in allowed))
        i += 1
    return eval(" ".join(python))  # made of True, False, and, or and brackets alone


def main():
    rules = tomllib.loads((ROOT / "deny.toml").read_text(encoding="utf-8"))
    allowed = set(rules["licenses"]["allow"])
    exceptions = {row["crate"]: set(row["allow"]) for row in rules["licenses"].get("exceptions", [])}
    wrong = []
    listed = packages()
    for package in listed:
        name, source = package["name"], package["source"]
        licence = package["license"] or ""
        if not licence or not satisfied(licence, allowed | exceptions.get(name, set())):
            wrong.append(f"{name} {package['version']}: licence {licence or 'not given'}")
        if source is not None and not source.startswith("registry+"):
            wrong.append(f"{name} {package['version']}: comes from {source}")
        if source is None:
            wrong += [f"{name}: any version of {d['name']}" for d in package["dependencies"] if d["req"] == "*"]
    for line in wrong:
        print(line)
    print(f"{len(listed)} packages, {len(wrong)} against the rules of deny.toml")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds two sets of answers against each other, for compare.sh.

    compare.py answers CASES ONE OTHER    the same answer to every case?
    compare.py coverage ANSWERS LEAST     every rule fired, failed, was open
                                          and was silenced that often?
    compare.py vignettes FILE COMMAND…    the told outcome of every vignette?
    compare.py refusals FILE COMMAND…     every faulty text refused?

What is wrong goes to standard output, a complete sentence a line; the exit
status is 1 when anything is. It owns no rule.
"""

import json
import re
import subprocess
import sys
from collections import Counter

from oracle import RULES

NOT_COMPARED = ("rules_version", "rules_hash")  # the oracle has none


def load(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


def compact(value):
    return json.dumps(value, ensure_ascii=False)


def differences(one, other, path=""):
    """Paths at which two values differ, in order, with both values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(k for k in other if k not in one)]:
            below = f"{path}.{key}" if path else key
            if key not in one or key not in other:
                yield (below, one.get(key, "(absent)"),
                       other.get(key, "(absent)"))
            else:
                yield from differences(one[key], other[key], below)
    elif isinstance(one, list) and isinstance(other, list):
        for i, (a, b) in enumerate(zip(one, other)):
            yield from differences(a, b, f"{path}[{i}]")
        if len(one) != len(other):
            shorter = min(len(one), len(other))
            yield (f"{path}[{shorter}]", one[shorter:shorter + 1],
                   other[shorter:shorter + 1])
    elif type(one) is not type(other) or one != other:
        yield path, one, other


def compare_answers(cases, one, other):
    cases, one, other = load(cases), load(one), load(other)
    if not len(cases) == len(one) == len(other):
        yield (f"{len(cases)} cases have {len(one)} answers of the one and "
               f"{len(other)} of the other.")
    found = 0
    for i, (case, a, b) in enumerate(zip(cases, one, other)):
        if not all(isinstance(b.get(key), str) and b[key]
                   for key in NOT_COMPARED):
            yield f"Answer {i} does not say by which rules it was found."
        b = {k: v for k, v in b.items() if k not in NOT_COMPARED}
        path, left, right = next(differences(a, b), (None, None, None))
        if path is not None:
            found += 1
            if found <= 3:
                yield f"Case {i} differs at {path}."
                yield f"  oracle:  {compact(left)}"
                yield f"  program: {compact(right)}"
                yield f"  case:    {compact(case)}"
    if found:
        yield f"{found} of {len(cases)} answers differ."


def two_valued(rule):
    """Only boxes in its condition: never open."""
    return re.fullmatch(r"(concern\([a-z]+\)( or )?)+", rule.when.text)


def compare_coverage(answers, least):
    seen = Counter()
    for answer in load(answers):
        for entry in answer["fired"]:
            seen[entry["rule"], "fired"] += 1
        for entry in answer["why_not"]:
            for outcome in ("failed", "unknown", "silenced_by"):
                if entry[outcome]:
                    seen[entry["rule"], outcome] += 1
    for rule in RULES:
        outcomes = ["fired", "failed"]
        if not two_valued(rule):
            outcomes.append("unknown")
        if rule.unless:
            outcomes.append("silenced_by")
        for outcome in outcomes:
            times = seen[rule.id, outcome]
            if times < int(least):
                yield f"{rule.id}: {outcome} only {times} times."


def run(command, text):
    return subprocess.run(command, input=text, encoding="utf-8",
                          capture_output=True, check=False)


def compare_vignettes(vignettes, *command):
    for vignette in load(vignettes):
        name, expected = vignette["name"], vignette["expect"]
        done = run(command, compact(vignette["case"]))
        if done.returncode:
            yield f"{name}: exit status {done.returncode}, {done.stderr!r}."
            continue
        answer = json.loads(done.stdout)
        named = {entry["to"] for entry in answer["destinations"]}
        for code in expected["must"]:
            if code not in named:
                yield f"{name}: {code} is missing."
        for code in expected["must_not"]:
            if code in named:
                yield f"{name}: {code} must not be there."
        for key in ("urgency", "lead", "promoter", "coordinator"):
            if answer[key] != expected[key]:
                yield (f"{name}: {key} is {compact(answer[key])}, "
                       f"not {compact(expected[key])}.")


def names(message, path):
    """Does it name this path, and not only one that begins with it?"""
    return re.search(r"(?<![\w.\[\]])" + re.escape(path) + r"(?![\w\[]|\.\w)",
                     message)


def compare_refusals(faulty, *command):
    for i, fault in enumerate(load(faulty)):
        done = run(command, fault["text"])
        wrong = []
        if done.returncode != 2:
            wrong.append(f"exit status {done.returncode}")
        if done.stdout:
            wrong.append("something on standard output")
        if not any(names(done.stderr, path) for path in fault["paths"]):
            wrong.append(f"does not name {' or '.join(fault['paths'])}")
        if wrong:
            yield f"Fault {i} ({fault['kind']}): {', '.join(wrong)}."
            yield f"  said: {done.stderr!r}"
            yield f"  text: {fault['text']}"


def main():
    compare = {"answers": compare_answers, "coverage": compare_coverage,
               "vignettes": compare_vignettes,
               "refusals": compare_refusals}[sys.argv[1]]
    complaints = list(compare(*sys.argv[2:]))
    for complaint in complaints[:40]:
        print(complaint)
    if len(complaints) > 40:
        print(f"… and {len(complaints) - 40} lines more.")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()

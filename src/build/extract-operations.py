#!/usr/bin/env python3
"""Cuts the list of operations out of the contract's.

usage: python3 src/build/extract-operations.py <operations.tsv> src/api/src/main/resources/antiphon/api/contract/operations.tsv

Keeps what tells one operation from another and what is needed to try it, one operation a line.
"""
import csv
import sys

KEPT = {
    "scope": "scope",
    "group": "group",
    "method": "method",
    "path": "path",
    "sdk_js": "sdk_js",
    "xi_api_key_param": "key",
    "query_params(! = required, = default)": "query",
    "request_content_type": "body_type",
    "request_body_type": "body",
    "response_content_type": "answer_type",
    "status": "status",
}


def main(source, target):
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    with open(target, "w", encoding="utf-8", newline="") as file:
        file.write("\t".join(KEPT.values()) + "\n")
        for row in rows:
            file.write("\t".join(row[name] or "" for name in KEPT).rstrip() + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

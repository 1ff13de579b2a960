"""``python -m samples.make [--check]``: write the samples, or name those that differ."""

import argparse
import sys

from samples.make.documents import SAMPLES_DIR, sample_documents, stale_documents


def main() -> int:
    """Write or check the generated files; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m samples.make", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if any differs")
    arguments = parser.parse_args()
    documents = sample_documents()
    stale = stale_documents(documents)
    if arguments.check:
        for name in stale:
            print(f"differs: samples/{name}")
        return 1 if stale else 0
    for name in stale:
        path = SAMPLES_DIR / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(documents[name])
        print(f"written: samples/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

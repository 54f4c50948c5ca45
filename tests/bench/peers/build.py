"""What a plain script does: read the annotated archive, analyse with pyvi as it comes, hand to the engine's own writer.

python -m tests.bench.peers.build (pyvi+tantivy | pyvi+whoosh) ARCHIVE FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.archive import Archive
from tests.bench.peers import plain
from tests.bench.peers.door import Writer
from tests.bench.records import documents, record


def writer(name: str, folder: Path) -> Writer:
    """Return the writer of an engine by its name; an engine's library is loaded here alone."""
    if name == "pyvi+tantivy":
        from tests.bench.peers.tantivy import TantivyWriter

        return TantivyWriter(folder, threads=2)
    from tests.bench.peers.stock import StockWriter

    return StockWriter(folder)


def main() -> None:
    """Run the command."""
    name, archive_file, folder = sys.argv[1:]
    to = writer(name, Path(folder))
    with Archive.open(archive_file, create=False) as archive:
        for known in documents(archive):
            to.add(record(known, plain.analysis))
    to.finish()


if __name__ == "__main__":
    main()

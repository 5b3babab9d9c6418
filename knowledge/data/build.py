"""Which vectors are shipped, so that the first start embeds nothing?

Run `python -m knowledge.data.build` after a change of the bundled texts.
"""

import sys
from pathlib import Path

import numpy as np

from knowledge.answerability import off_topic_questions
from knowledge.assembly import open_library
from knowledge.concept_layout import texts_of
from knowledge.embedding.kept import key_of
from knowledge.embedding.language_centring import generic_sentences
from knowledge.passages import passage_text
from knowledge.search import chunks_of
from knowledge.sentences import sentences
from knowledge.settings import LibrarySettings
from knowledge.submissions.title_match import FIELDS

FILE = Path(__file__).parent / "vectors.npz"


def main() -> int:
    """Embed what is not in the file yet, and leave out what the bundled texts no longer contain."""
    library = open_library(LibrarySettings(data=Path(), index="memory:"))
    vectors = library.vectors
    asked = [sentence for listed in generic_sentences().values() for sentence in listed]
    asked = list(dict.fromkeys([*asked, *off_topic_questions()]))
    shelf = library.snapshot()
    documents = shelf.rules.documents
    texts = [
        *(text for record in shelf.shelf.offers.records for text in chunks_of(record)),
        *(passage_text(p, documents[str(p.document)]) for p in shelf.rules.passages),
        *(s for p in shelf.rules.passages for s in sentences(p.text)),
        *(text for skill in library.skills() for text in texts_of(skill)),
        *(text for occupation in library.occupations() for text in texts_of(occupation)),
    ]
    texts += FIELDS
    texts = list(dict.fromkeys(text for text in texts if text))
    rows = np.concatenate([vectors.documents(texts), np.stack([vectors.query(s) for s in asked])])
    keys = [*(key_of(vectors.model, t) for t in texts), *(key_of(vectors.model, "query: " + s) for s in asked)]
    np.savez_compressed(
        FILE,
        model=np.array(vectors.model),
        keys=np.frombuffer(bytes.fromhex("".join(keys)), dtype=np.uint8).reshape(len(keys), 32),
        vectors=rows.astype(np.float16),
    )
    sys.stderr.write(f"{len(keys)} vectors, {FILE.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Names of things. Each id is its own type, so that the checker keeps them apart.

Ids of articles, authors and lists are UUIDs in their canonical lower-case text form (RFC 9562);
an image is named by the SHA-256 of its bytes in lower-case hexadecimal; a section by its slug.
"""

from __future__ import annotations

from typing import NewType

ArticleId = NewType("ArticleId", str)
AuthorId = NewType("AuthorId", str)
ImageId = NewType("ImageId", str)
SectionSlug = NewType("SectionSlug", str)
CuratedListId = NewType("CuratedListId", str)
NoteId = NewType("NoteId", str)

"""The tables of a library, schema 1, and how a file is recognised as a library.

An article is spread over four tables, so that lists read only what they show: ``article`` (what
lists show and filter by), ``article_body`` (the body's JSON), ``article_fields`` (every other
field, as JSON) and ``article_text`` (its plain words, folded, under the full-text indexes).
``byline``, ``placement``, ``related``, ``story_link`` and ``article_tag`` are projections of the
JSON, written in the same transaction; their foreign keys keep what is pointed to from vanishing.
Times are microseconds since 1970 in UTC; the editor's zone stands in the JSON.
"""

from __future__ import annotations

APPLICATION_ID = 0x4E57_4453
"""``NWDS``, at byte 68 of the file (SQLite file format, section 1.3.14)."""

CHUNK_BYTES = 256 * 1024
"""Longest piece of an image in one row."""

TABLES = """
CREATE TABLE section (
    slug TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    label TEXT NOT NULL,
    position INTEGER NOT NULL,
    colour TEXT NOT NULL,
    url TEXT NOT NULL
) STRICT;
CREATE TABLE publication (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    fields TEXT NOT NULL
) STRICT;
CREATE TABLE library_setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE image (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    credit TEXT NOT NULL,
    words TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    byte_count INTEGER NOT NULL,
    has_alt INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    fields TEXT NOT NULL
) STRICT;
CREATE TABLE image_chunk (
    image INTEGER NOT NULL REFERENCES image (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144),
    PRIMARY KEY (image, position)
) STRICT;
CREATE TABLE thumbnail (
    image INTEGER NOT NULL REFERENCES image (number) ON DELETE CASCADE,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (image, size)
) STRICT;
CREATE TABLE author (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    version INTEGER NOT NULL,
    slug TEXT NOT NULL UNIQUE COLLATE NOCASE,
    display_name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    words TEXT NOT NULL,
    kind TEXT NOT NULL,
    desk TEXT NOT NULL,
    avatar TEXT REFERENCES image (id),
    retired INTEGER NOT NULL,
    deleted_at INTEGER,
    fields TEXT NOT NULL
) STRICT;
CREATE TABLE author_merge (
    gone TEXT NOT NULL PRIMARY KEY REFERENCES author (id) ON DELETE CASCADE,
    keep TEXT NOT NULL REFERENCES author (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    before TEXT NOT NULL,
    moved TEXT NOT NULL
) STRICT;
CREATE TABLE article (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    version INTEGER NOT NULL,
    slug TEXT NOT NULL COLLATE NOCASE,
    headline TEXT NOT NULL,
    section TEXT COLLATE NOCASE REFERENCES section (slug) ON UPDATE CASCADE,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    has_tk INTEGER NOT NULL,
    legal INTEGER NOT NULL,
    sensitive INTEGER NOT NULL,
    lead_image TEXT REFERENCES image (id),
    series TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    first_published_at INTEGER,
    scheduled_at INTEGER,
    embargoed_until INTEGER,
    deleted_at INTEGER
) STRICT;
CREATE TABLE article_body (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE article_fields (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    fields TEXT NOT NULL
) STRICT;
CREATE TABLE article_text (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    body TEXT NOT NULL,
    authors TEXT NOT NULL,
    section TEXT NOT NULL,
    tags TEXT NOT NULL
) STRICT;
CREATE TABLE article_place (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    caret INTEGER NOT NULL,
    scroll INTEGER NOT NULL
) STRICT;
CREATE TABLE byline (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    author TEXT REFERENCES author (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    listed INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    published_at INTEGER,
    state TEXT NOT NULL,
    section TEXT,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE placement (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    image TEXT NOT NULL REFERENCES image (id),
    role TEXT NOT NULL,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE related (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    target TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_link (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    target TEXT NOT NULL,
    PRIMARY KEY (article, target)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_tag (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (article, tag)
) STRICT, WITHOUT ROWID;
CREATE TABLE curated_list (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    fields TEXT NOT NULL
) STRICT;
CREATE TABLE curated_item (
    list TEXT NOT NULL REFERENCES curated_list (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    target TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (list, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE version (
    number INTEGER NOT NULL PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    name TEXT NOT NULL,
    by TEXT NOT NULL,
    headline TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    article_version INTEGER NOT NULL,
    base INTEGER REFERENCES version (number) DEFERRABLE INITIALLY DEFERRED,
    length INTEGER NOT NULL,
    document BLOB NOT NULL
) STRICT;
CREATE TABLE undo_step (
    article INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    done INTEGER NOT NULL,
    step TEXT NOT NULL,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    base_version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    caret INTEGER NOT NULL,
    scroll INTEGER NOT NULL,
    document BLOB NOT NULL
) STRICT;
CREATE TABLE story_count (
    state TEXT NOT NULL,
    section TEXT NOT NULL COLLATE NOCASE,
    stories INTEGER NOT NULL,
    PRIMARY KEY (state, section)
) STRICT, WITHOUT ROWID;
CREATE TABLE word (
    number INTEGER NOT NULL PRIMARY KEY,
    word TEXT NOT NULL UNIQUE,
    stories INTEGER NOT NULL
) STRICT;
CREATE TABLE strong_word (
    word INTEGER NOT NULL REFERENCES word (number),
    weight INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (word, weight, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_words (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    total INTEGER NOT NULL,
    vector BLOB NOT NULL,
    names TEXT NOT NULL
) STRICT;
"""

INDEXES = """
CREATE UNIQUE INDEX article_slug ON article (slug) WHERE slug <> '';
CREATE INDEX article_saved ON article (saved_at) WHERE deleted_at IS NULL;
CREATE INDEX article_state ON article (state, saved_at) WHERE deleted_at IS NULL;
CREATE INDEX article_section ON article (section, saved_at) WHERE deleted_at IS NULL;
CREATE INDEX article_state_section ON article (state, section, saved_at)
    WHERE deleted_at IS NULL;
CREATE INDEX article_published ON article (first_published_at)
    WHERE deleted_at IS NULL AND first_published_at IS NOT NULL;
CREATE INDEX article_state_published ON article (state, first_published_at)
    WHERE deleted_at IS NULL AND first_published_at IS NOT NULL;
CREATE INDEX article_section_published ON article (section, first_published_at)
    WHERE deleted_at IS NULL AND first_published_at IS NOT NULL;
CREATE INDEX article_state_section_published ON article (state, section, first_published_at)
    WHERE deleted_at IS NULL AND first_published_at IS NOT NULL;
CREATE INDEX article_tk ON article (saved_at) WHERE deleted_at IS NULL AND has_tk = 1;
CREATE INDEX article_legal ON article (saved_at) WHERE deleted_at IS NULL AND legal = 1;
CREATE INDEX article_sensitive ON article (saved_at) WHERE deleted_at IS NULL AND sensitive = 1;
CREATE INDEX article_trash ON article (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX article_section_any ON article (section);
CREATE INDEX article_lead ON article (lead_image) WHERE lead_image IS NOT NULL;
CREATE INDEX article_series ON article (series) WHERE series <> '';
CREATE INDEX byline_saved ON byline (author, listed, saved_at, article, state, section)
    WHERE author IS NOT NULL;
CREATE INDEX byline_published ON byline (author, listed, published_at, article, state, section)
    WHERE author IS NOT NULL;
CREATE INDEX placement_image ON placement (image);
CREATE INDEX related_target ON related (target);
CREATE INDEX story_link_target ON story_link (target);
CREATE INDEX article_tag_tag ON article_tag (tag);
CREATE INDEX curated_item_target ON curated_item (target);
CREATE INDEX version_article ON version (article, at);
CREATE INDEX version_base ON version (base) WHERE base IS NOT NULL;
CREATE INDEX author_sort ON author (sort_key, number);
CREATE INDEX author_avatar ON author (avatar) WHERE avatar IS NOT NULL;
CREATE INDEX image_added ON image (added_at, number);
CREATE INDEX story_words_total ON story_words (total, article);
"""

COUNTERS = """
CREATE TRIGGER article_counted AFTER INSERT ON article BEGIN
    INSERT INTO story_count VALUES (
        iif(new.deleted_at IS NULL, new.state, 'trash'), ifnull(new.section, ''), 1
    ) ON CONFLICT DO UPDATE SET stories = stories + 1;
END;
CREATE TRIGGER article_uncounted AFTER DELETE ON article BEGIN
    UPDATE story_count SET stories = stories - 1
    WHERE state = iif(old.deleted_at IS NULL, old.state, 'trash')
        AND section = ifnull(old.section, '');
END;
CREATE TRIGGER article_recounted AFTER UPDATE OF state, section, deleted_at ON article
WHEN old.state <> new.state OR old.section IS NOT new.section
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) BEGIN
    UPDATE story_count SET stories = stories - 1
    WHERE state = iif(old.deleted_at IS NULL, old.state, 'trash')
        AND section = ifnull(old.section, '');
    INSERT INTO story_count VALUES (
        iif(new.deleted_at IS NULL, new.state, 'trash'), ifnull(new.section, ''), 1
    ) ON CONFLICT DO UPDATE SET stories = stories + 1;
END;
"""

# Marks belong to words: without Mn and Mc the tokenizer would cut Hindi or Thai at each vowel.
_TOKENIZER = """tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""""

FULL_TEXT = f"""
CREATE VIRTUAL TABLE article_search USING fts5 (
    headline, standfirst, body, authors, section, tags,
    content = 'article_text', content_rowid = 'article', {_TOKENIZER}
);
CREATE VIRTUAL TABLE headline_search USING fts5 (
    headline, content = 'article_text', content_rowid = 'article', prefix = '1 2 3',
    {_TOKENIZER}
);
"""

SHADOWS = frozenset(
    f"{index}_{part}"
    for index in ("article_search", "headline_search")
    for part in ("data", "idx", "docsize", "config")
)
"""Tables that SQLite makes for the indexes; their wording is SQLite's and may change."""

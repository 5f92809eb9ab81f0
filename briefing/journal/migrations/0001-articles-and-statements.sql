-- What has come in: runs, articles, statements, failures, days. Days are ISO dates.

create table runs (
    number integer primary key,
    day text not null,
    version text not null,
    model text not null,
    endpoint text,
    prompts text not null
);

create table articles (
    number integer primary key,
    id text not null unique,
    run integer not null references runs,
    day text not null,
    came_in text not null,
    copy_of text references articles (id) deferrable initially deferred,
    is_complete integer not null,
    source text not null,
    title text not null,
    published text,
    publisher text,
    also_at text not null,
    text_sha256 text not null,
    text text not null,
    body text not null,
    sentences integer not null,
    attributed_sentences integer not null,
    covered_sentences integer not null,
    topics text not null
);
create index articles_by_day on articles (day);
create index articles_by_arrival on articles (came_in);

-- Under which keys an article's near copies are found.
create table bands (
    key text not null,
    article text not null references articles (id) on delete cascade,
    primary key (key, article)
) without rowid;

create table speakers (
    number integer primary key,
    name text not null unique,
    key text not null
);
create index speakers_by_key on speakers (key);

create table statements (
    number integer primary key,
    article text not null references articles (id) on delete cascade,
    day text not null,
    speaker integer not null references speakers,
    body text not null,
    matter text not null
);
create index statements_by_day on statements (day);
create index statements_by_speaker on statements (speaker, day);
create index statements_by_article on statements (article);

create table failures (
    day text not null,
    source text not null,
    article text,
    chunk text not null,
    error text not null,
    hint text not null,
    primary key (day, source, chunk)
) without rowid;

-- A day that was run. What the index and the feed say of it stands in `entry`.
create table days (
    day text primary key,
    is_written integer not null,
    entry text
) without rowid;

create table editions (what text primary key, edition integer not null) without rowid;

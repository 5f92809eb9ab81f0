-- The kind and the words by which statements are found, and how many claims of a day use each word:
-- so that no statement is read again only to be passed over, and no day only to weigh words.

-- Where the sentences stand that are around a statement's evidence; read anew with `words`.
alter table statements add column around text not null default '[]';
alter table statements add column words text not null default '';
alter table statements add column kind text not null default '';
update statements set kind = json_extract(body, '$.kind');
alter table days add column words text;
-- What the index says of a day; all are written anew once, which fills both.
alter table days add column summary text;
update days set is_written = 0;

-- These hold all that is looked at of a statement or an article before it is known to be of use: the
-- rows themselves are long, and lie far apart in a journal of a year.
drop index statements_by_day;
drop index statements_by_speaker;
drop index articles_by_day;
create index statements_by_day on statements (day, kind, speaker, article, words);
create index statements_by_speaker on statements (speaker, day, article, words);
create index articles_by_day on articles (day, id, topics);
create index articles_topics on articles (id, topics);

-- Only the bands of the last days are looked at; those of before are cleared away.
create table recent_bands (
    key text not null,
    article text not null references articles (id) on delete cascade,
    came_in text not null,
    primary key (key, article)
) without rowid;
insert into recent_bands
    select b.key, b.article, a.came_in from bands b join articles a on a.id = b.article;
drop table bands;
alter table recent_bands rename to bands;

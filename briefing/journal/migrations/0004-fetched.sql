-- What was found at an address of the web, so that it is not fetched again.

create table fetched (
    url text primary key,
    etag text,
    modified text,
    stamp text not null
) without rowid;

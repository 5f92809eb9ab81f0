-- Which articles tell one story, over days: worked out with each day's digest, kept for the next.

create table threads (
    article text primary key references articles (id) on delete cascade,
    thread text not null,
    day text not null
) without rowid;
create index threads_by_day on threads (day);
create index threads_by_thread on threads (thread);

-- What a model has said that a statement is to an earlier one of its speaker; it is asked once.

create table judgements (
    statement integer not null references statements on delete cascade,
    earlier integer not null references statements on delete cascade,
    relation text not null,
    run integer not null references runs,
    primary key (statement, earlier)
) without rowid;
create index judgements_by_earlier on judgements (earlier);

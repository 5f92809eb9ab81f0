-- The kind and the words by which statements are found, and how many claims of a day use each word:
-- so that no statement is read again only to be passed over, and no day only to weigh words.

alter table statements add column words text not null default '';
alter table statements add column kind text not null default '';
update statements set kind = json_extract(body, '$.kind');
alter table days add column words text;

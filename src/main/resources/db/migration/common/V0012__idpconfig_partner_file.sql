-- What became of each partner's folder when it was last read: applied, refused or removed, with the findings as JSON.
-- The hash is of the files that count, so that nodes apply a content once and record a refusal once.
create table idpconfig_partner_file (
    folder varchar(255) primary key,
    content_hash varchar(64) not null,
    status varchar(20) not null,
    findings text not null,
    at timestamp with time zone not null
);

import type { Migration } from '../migrate.ts';

/** Certificates as they were signed, the pieces they rest on, and what people decide about the work behind them. */
export const certificates: Migration = {
  name: '0004-certificates',
  statements: [
    `create table certificates (
      id text primary key,
      learner_id text references learners (id) on delete set null,
      rule text not null,
      document text not null,
      key text not null,
      status_list integer not null,
      status_index integer not null,
      issued_at integer not null,
      expires_at integer,
      name_shown integer not null check (name_shown in (0, 1)),
      pictures_shown integer not null check (pictures_shown in (0, 1)),
      revoked_at integer,
      revoked_by text references learners (id) on delete set null,
      revoked_reason text,
      replaced_by text references certificates (id),
      unique (status_list, status_index),
      check ((revoked_at is null) = (revoked_reason is null))
    ) strict`,
    'create unique index certificates_live on certificates (learner_id, rule) where revoked_at is null',
    'create index certificates_issued on certificates (issued_at, id)',
    `create trigger certificates_stay before update of document on certificates
      when new.document <> old.document and new.document <> ''
      begin select raise(abort, 'a signed certificate is never changed'); end`,
    `create table certificate_pieces (
      certificate_id text not null references certificates (id) on delete cascade,
      position integer not null,
      attempt_id text references attempts (id) on delete set null,
      exercise_id text not null,
      title text not null,
      score integer not null,
      grader_version text not null,
      received_at integer not null,
      primary key (certificate_id, position)
    ) strict, without rowid`,
    `create table certificate_files (
      certificate_id text not null,
      piece integer not null,
      position integer not null,
      sha256 text not null,
      primary key (certificate_id, piece, position),
      foreign key (certificate_id, piece) references certificate_pieces (certificate_id, position) on delete cascade
    ) strict, without rowid`,
    'create index certificate_files_sha256 on certificate_files (sha256)',
    'create index certificate_pieces_attempt on certificate_pieces (attempt_id)',
    `create table certificate_reviews (
      id text primary key,
      learner_id text not null references learners (id) on delete cascade,
      rule text not null,
      asked_at integer not null,
      decided_at integer,
      decided_by text references learners (id) on delete set null,
      accepted integer check (accepted in (0, 1)),
      note text,
      check ((decided_at is null) = (accepted is null))
    ) strict`,
    'create unique index certificate_reviews_open on certificate_reviews (learner_id, rule) where decided_at is null',
  ],
};

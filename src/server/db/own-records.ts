import { sql, type RawBuilder } from 'kysely';
import { readable } from '#core/own-data.ts';
import type { Db } from './open.ts';

type Row = Record<string, unknown>;

/**
 * What is kept of a person beside attempts and files, by the name of its file. Other people stand in it by what they did,
 * not by their ids; secrets and their digests stay out, and so do the reasons of extensions, which staff write for staff.
 */
const records = (id: string): Record<string, RawBuilder<Row>> => ({
  'lesson-answers': sql`select lesson, question, choice, correct, answered_at from check_answers
    where learner_id = ${id} order by lesson, question`,
  classes: sql`select c.name as class, m.role, m.sis_id, m.joined_at, m.left_at from cohort_members m
    join cohorts c on c.id = m.cohort_id where m.learner_id = ${id} order by m.joined_at, c.id`,
  labels: sql`select c.name as class, l.name as label from member_labels m join cohort_labels l on l.id = m.label_id
    join cohorts c on c.id = l.cohort_id where m.learner_id = ${id} order by c.name, l.name`,
  extensions: sql`select a.title as assignment, o.opens_at, o.due_at, o.closes_at, o.late, o.attempts, o.made_at,
      o.removed_at from assignment_overrides o join assignments a on a.id = o.assignment_id
    where o.learner_id = ${id} order by o.made_at, o.id`,
  'comments-received': sql`select c.attempt_id, c.number, c.frame, c.criterion, c.x, c.y, c.body, c.written_at
    from comments c join attempts a on a.id = c.attempt_id where a.learner_id = ${id} and c.removed_at is null
    order by c.written_at, c.id`,
  'comments-written': sql`select number, frame, criterion, x, y, body, written_at from comments
    where author_id = ${id} and removed_at is null order by written_at, id`,
  'reviews-received': sql`select r.attempt_id, r.note, r.done_at from reviews r join attempts a on a.id = r.attempt_id
    where a.learner_id = ${id} order by r.done_at, r.attempt_id`,
  'grades-received': sql`select g.attempt_id, g.criterion, g.score, g.pass, g.note, g.given_at from manual_grades g
    join attempts a on a.id = g.attempt_id where a.learner_id = ${id} order by g.given_at, g.attempt_id, g.criterion`,
  appeals: sql`select p.attempt_id, p.criterion, p.reason, p.consent, p.made_at, p.withdrawn_at, p.answered_at, p.accepted,
      p.answer from appeals p join attempts a on a.id = p.attempt_id where a.learner_id = ${id} order by p.made_at, p.id`,
  snippets: sql`select kind, body, written_at from snippets where owner_id = ${id} and removed_at is null
    order by written_at, id`,
  'lab-runs': sql`select id, exercise_id, generator, asked_at, done_at, failed_at, cancelled_at, problem from lab_runs
    where learner_id = ${id} order by asked_at, id`,
  'lab-pictures': sql`select p.run_id, p.position, p.settings, p.name, p.stored_at from lab_pictures p
    join lab_runs l on l.id = p.run_id where l.learner_id = ${id} order by l.asked_at, p.run_id, p.position`,
  certificates: sql`select id, rule, document, issued_at, expires_at, revoked_at, revoked_reason from certificates
    where learner_id = ${id} order by issued_at, id`,
  'certificate-reviews': sql`select rule, asked_at, decided_at, accepted,
      case when decided_at is null then null else note end as note from certificate_reviews
    where learner_id = ${id} order by asked_at, id`,
  'certificate-marks': sql`select r.rule, r.decided_at, m.title, m.level, m.sentence from certificate_review_marks m
    join certificate_reviews r on r.id = m.review_id where r.learner_id = ${id} and r.decided_at is not null
    order by r.asked_at, r.id, m.position`,
  calibrations: sql`select rubric, version, round, levels, mean, furthest, agrees, done_at from calibrations
    where reviewer_id = ${id} order by done_at, rubric, version, round`,
  portfolio: sql`select handle, name, headline, introduction, link, theme, visibility, certificates_shown,
      changed_at from portfolios
    where learner_id = ${id}`,
  'portfolio-pieces': sql`select id, position, attempt_id, title, statement, process, tools, ai_use, ai_note, added_at
    from portfolio_pieces where learner_id = ${id} order by position, id`,
  'shared-solutions': sql`select attempt_id, exercise_id, note, named, shared_at, hidden_at, hidden_reason
    from shared_solutions where learner_id = ${id} order by shared_at, attempt_id`,
  'flags-raised': sql`select reason, flagged_at, settled_at from solution_flags where learner_id = ${id}
    order by flagged_at, attempt_id`,
  notices: sql`select code, params, href, at, read_at, mailed_at from notices where learner_id = ${id} order by at, id`,
  'notice-settings': sql`select settings from notice_settings where learner_id = ${id}`,
  tokens: sql`select label, created_at, last_used_at from tokens where learner_id = ${id} order by created_at, id`,
  sessions: sql`select created_at, expires_at from sessions where learner_id = ${id} order by created_at, id`,
  'account-deletion': sql`select asked_at, due_at from account_deletions where learner_id = ${id}`,
});

/** Kinds of which there is nothing are left out. */
export async function ownRecords(db: Db, learnerId: string): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  for (const [name, query] of Object.entries(records(learnerId))) {
    const { rows } = await query.execute(db);
    if (rows.length > 0) found.set(name, rows.map(readable));
  }
  return found;
}

export interface OwnFile {
  attemptId: string;
  /** The report it belongs to: 1 is the first of its attempt; null: handed in. */
  report: number | null;
  name: string;
  sha256: string;
  size: number;
}

/** Files and reports of a person's attempts; of reports only where they stand. */
export async function ownFiles(
  db: Db,
  learnerId: string,
): Promise<{ files: OwnFile[]; reports: { id: string; attemptId: string; number: number; size: number }[] }> {
  const { rows: reports } = await sql<{ id: string; attemptId: string; number: number; size: number }>`
    select r.id, r.attempt_id as attemptId, length(r.report) as size,
      row_number() over (partition by r.attempt_id order by r.created_at, r.id) as number
    from reports r join attempts a on a.id = r.attempt_id where a.learner_id = ${learnerId}
    order by r.created_at, r.id`.execute(db);
  const { rows: originals } = await sql<Omit<OwnFile, 'report'>>`
    select f.attempt_id as attemptId, f.name, f.sha256, f.bytes as size from attempt_files f
    join attempts a on a.id = f.attempt_id where a.learner_id = ${learnerId}
    order by f.attempt_id, f.position`.execute(db);
  const { rows: evidence } = await sql<Omit<OwnFile, 'report'> & { reportId: string }>`
    select r.attempt_id as attemptId, e.report_id as reportId, e.name || '.' || replace(e.mime, 'image/', '') as name,
      e.sha256, b.bytes as size
    from evidence e join reports r on r.id = e.report_id join attempts a on a.id = r.attempt_id
    join blobs b on b.sha256 = e.sha256 where a.learner_id = ${learnerId}
    order by e.report_id, e.position, e.name`.execute(db);
  const numbers = new Map(reports.map(({ id, number }) => [id, number]));
  return {
    reports,
    files: [
      ...originals.map((file) => ({ ...file, report: null })),
      ...evidence.map(({ reportId, ...file }) => ({ ...file, report: numbers.get(reportId) ?? 1 })),
    ],
  };
}

/** Pictures that belong to no attempt: made in the lab, or put into the portfolio. */
export async function ownPictures(
  db: Db,
  learnerId: string,
): Promise<{ path: string; sha256: string; size: number }[]> {
  const { rows } = await sql<{ path: string; sha256: string; size: number }>`
    select 'lab/' || l.id || '-' || (p.position + 1) || '-' || coalesce(p.name, 'picture') as path, p.sha256, p.bytes as size
    from lab_pictures p join lab_runs l on l.id = p.run_id where l.learner_id = ${learnerId} and p.sha256 is not null
    union all
    select 'portfolio/' || id, sha256, bytes from portfolio_pieces
    where learner_id = ${learnerId} and sha256 is not null
    order by 1`.execute(db);
  return rows;
}

export async function reportText(db: Db, reportId: string): Promise<string> {
  const row = await db.selectFrom('reports').select('report').where('id', '=', reportId).executeTakeFirst();
  return row?.report ?? '{}';
}

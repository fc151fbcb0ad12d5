import { REPORT_SCHEMA, type Report } from '../../graders/report/schema.ts';

/** A valid report with nothing in it but its verdict. */
export function sampleReport({ score = 80, digest = 'd'.repeat(64), graderVersion = '1.0.0' }): Report {
  return {
    schema: REPORT_SCHEMA,
    outcome: score >= 75 ? 'passed' : 'not-yet',
    score,
    passMark: 75,
    graderVersion,
    versions: {},
    exercise: { id: '0b5f7d1e-52d3-4a6f-9c1f-6f4b8c2f7a01', slug: 'grey', digest },
    submission: [],
    phases: [],
    criteria: [],
    notes: [],
    plots: [],
  };
}

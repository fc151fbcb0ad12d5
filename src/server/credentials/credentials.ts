import { may } from '#core/permissions.ts';
import { foundWork } from '../portfolio/found-work.ts';
import type { Credentials } from './app.ts';
import { checker, type Limits } from './check.ts';
import { desk } from './desk.ts';
import { holder } from './holder.ts';
import type { Parts } from './parts.ts';
import { publicly } from './public.ts';
import { reviewDesk } from './review-desk.ts';

/** Certificates: what learners claim, what anybody may verify, what whoever runs the school decides. */
export function credentials(parts: Parts, limits: Limits): Credentials {
  const { curriculum, school, now } = parts;
  const open = publicly(parts);
  return {
    school,
    rules: curriculum.rules.map(({ id, title, track, summary }) => ({ id, title, track, summary })),
    trackTitle: (track) => curriculum.tracks.get(track) ?? track,
    ...holder(parts),
    ...open,
    check: checker(
      { ...open, school, findWork: (sha256, portfolio) => foundWork(parts, sha256, portfolio) },
      limits,
      now,
    ),
    desk: (viewer) => (may(viewer, 'certificate.manage', null) ? desk(parts, viewer) : null),
    reviewDesk: (viewer) => (may(viewer, 'certificate.review', null) ? reviewDesk(parts, viewer) : null),
  };
}

import { z } from 'zod';

const Status = z.object({ code: z.string() });
const Results = z.object({ failure: z.array(Status).default([]) });

const Manifest = z.object({
  claim_generator: z.string().optional(),
  claim_generator_info: z
    .array(z.object({ name: z.string().optional(), version: z.string().optional() }))
    .nullish(),
  signature_info: z.object({ issuer: z.string().nullish(), time: z.string().nullish() }).nullish(),
  assertions: z.array(z.object({ data: z.unknown() })).default([]),
  ingredients: z.array(z.object({ active_manifest: z.string().nullish() })).default([]),
});
export type Manifest = z.output<typeof Manifest>;

/** What is read of the reader's JSON; all else is let through unread. */
export const ManifestStore = z.object({
  active_manifest: z.string().nullish(),
  manifests: z.record(z.string(), Manifest).default({}),
  validation_state: z.string().nullish(),
  validation_results: z
    .object({
      activeManifest: Results.nullish(),
      ingredientDeltas: z.array(z.object({ validationDeltas: Results })).nullish(),
    })
    .nullish(),
});
export type ManifestStore = z.output<typeof ManifestStore>;

/** The active manifest, then those of its ingredients breadth first, then whatever nothing points to, by label. */
export function manifestsInOrder({ active_manifest, manifests }: ManifestStore): Manifest[] {
  const labels = new Set<string>(active_manifest ? [active_manifest] : []);
  // A set may grow while it is walked through.
  for (const label of labels)
    for (const { active_manifest: next } of manifests[label]?.ingredients ?? []) if (next) labels.add(next);
  for (const label of Object.keys(manifests).sort()) labels.add(label);
  return [...labels].flatMap((label) => manifests[label] ?? []);
}

import { z } from 'zod';
import type { KeptPiece } from '../db/certificates.ts';
import type { Piece } from './document.ts';

const Document = z.object({
  credentialSubject: z.object({
    achievement: z.object({
      resultDescription: z.array(z.object({ id: z.string(), requiredValue: z.string() })),
    }),
  }),
});

/**
 * The pieces of a certificate for the one that takes its place, as they were signed: neither scores nor digests move when a
 * certificate is issued anew, whatever the catalogue has become.
 */
export function piecesAgain(pieces: readonly KeptPiece[], document: string): Piece[] {
  const { resultDescription } = Document.parse(JSON.parse(document)).credentialSubject.achievement;
  return pieces.map((piece, i) => {
    const described = resultDescription[i];
    if (!described) throw new Error('Expected a result for each piece of a certificate');
    return {
      ...piece,
      slug: described.id.split('#')[1] ?? piece.exerciseId,
      passMark: Number(described.requiredValue),
    };
  });
}

import type { Refusal } from './types.ts';

const DAY = 86_400_000;
/** Between asking for it and the deletion: time to think again, or to notice that somebody else asked. */
export const GRACE_DAYS = 7;

export const dueAfter = (asked: number): number => asked + GRACE_DAYS * DAY;

export const deletionPassword = (): Refusal => ({
  status: 403,
  code: 'wrong-password',
  title: 'The current password is not right',
  detail: 'That is not your current password, so nothing will be deleted.',
  hint: 'Type it again.',
});

export const lastOwner = (): Refusal => ({
  status: 409,
  code: 'last-owner',
  title: 'You are the only owner of this school',
  detail: 'Without an owner nobody could run it, so your account stays.',
  hint: 'Make somebody else an owner first (`atelier user role`), then ask again.',
});

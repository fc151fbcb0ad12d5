import type { Refusal } from './types.ts';

const refusal = (status: number, code: string, title: string, detail: string, hint: string): Refusal => ({
  status,
  code,
  title,
  detail,
  hint,
});

export const accountNeeded = (): Refusal =>
  refusal(
    403,
    'lab-account-needed',
    'Generating here needs an account',
    'Every picture costs this school time or money, so that they are counted by account; guests have none.',
    'Sign up, or generate with your own tool and hand in its files as they are.',
  );

export const settingWrong = (title: string, detail: string, hint: string): Refusal =>
  refusal(422, 'lab-setting-wrong', title, `${detail} Nothing was asked for.`, hint);

export const dayUsedUp = (left: number, perDay: number): Refusal =>
  refusal(
    429,
    'lab-day-used-up',
    left > 0 ? 'That is more than you have left today' : 'Your pictures of today are used up',
    left > 0
      ? `You have ${left} of ${perDay} pictures left until midnight UTC.`
      : `You have had your ${perDay} pictures of today; the count begins anew at midnight UTC.`,
    left > 0
      ? `Ask for at most ${left}.`
      : 'Choose among those you have, or generate with your own tool and hand in its files.',
  );

export const schoolUsedUp = (): Refusal =>
  refusal(
    429,
    'lab-school-used-up',
    'The school’s pictures of today are used up',
    'All learners together have had as many pictures as whoever runs this school pays for in a day.',
    'Come back after midnight UTC, or generate with your own tool and hand in its files.',
  );

export const runsWaiting = (waiting: number): Refusal =>
  refusal(
    429,
    'lab-runs-waiting',
    'Your earlier runs are not done yet',
    `${waiting} of your runs wait for the generator or are under way.`,
    'Wait for their pictures, or stop one of them.',
  );

export const tooFastHere = (): Refusal =>
  refusal(
    429,
    'lab-too-fast',
    'That was quick',
    'Many runs were asked for by you within a minute.',
    'Look at the pictures first, then ask for the next ones.',
  );

export const generatorAway = (): Refusal =>
  refusal(
    503,
    'lab-generator-away',
    'The generator does not answer',
    'The program that makes the pictures cannot be reached at this moment; nothing was asked for.',
    'Try again in a minute, or generate with your own tool and hand in its files.',
  );

export const noSuchRun = (): Refusal =>
  refusal(
    404,
    'not-found',
    'There is no such run',
    'No run of yours stands under this name.',
    'Open the exercise again and look at your runs there.',
  );

export const wrongChoice = (chosen: number, wanted: number): Refusal =>
  refusal(
    422,
    'lab-wrong-choice',
    chosen === 0 ? 'No picture is chosen' : 'That is not the number the exercise asks for',
    `${chosen === 0 ? 'None' : chosen} of your pictures ${chosen === 1 ? 'is' : 'are'} chosen; this exercise takes ${wanted === 1 ? 'one' : wanted}. This did not use up an attempt.`,
    wanted === 1
      ? 'Choose one picture and hand it in.'
      : `Choose ${wanted} pictures and hand them in together.`,
  );

export const pictureGone = (): Refusal =>
  refusal(
    422,
    'lab-picture-gone',
    'A chosen picture is not there',
    'One of the chosen pictures is not among yours for this exercise. This did not use up an attempt.',
    'Open the exercise again and choose anew.',
  );

export const noLabHere = (): Refusal =>
  refusal(
    404,
    'not-found',
    'There is no generator here',
    'This exercise does not take generated pictures.',
    'Open one that does: its page says so.',
  );

/** A check question of a lesson together with the answer given to it. */
export interface CheckView {
  id: string;
  number: number;
  of: number;
  question: string;
  picture?: string;
  pictureAlt?: string;
  options: { text: string; chosen: boolean }[];
  /** The verdict on the chosen option and why; null before the first answer. */
  answer: { correct: boolean; word: string; why: string } | null;
}

interface CheckText {
  id: string;
  question: string;
  picture?: string;
  pictureAlt?: string;
  options: { text: string; correct: boolean; why: string }[];
}

export function checkViews(
  checks: readonly CheckText[],
  answers: ReadonlyMap<string, { choice: number; correct: boolean }>,
): CheckView[] {
  return checks.map((check, i) => {
    const choice = answers.get(check.id)?.choice;
    const chosen = choice === undefined ? undefined : check.options[choice];
    return {
      id: check.id,
      number: i + 1,
      of: checks.length,
      question: check.question,
      picture: check.picture,
      pictureAlt: check.pictureAlt,
      options: check.options.map((option, n) => ({ text: option.text, chosen: n === choice })),
      answer: chosen
        ? { correct: chosen.correct, word: chosen.correct ? 'Right' : 'Not quite', why: chosen.why }
        : null,
    };
  });
}

/** Reads a posted answer: the check and the index of one of its options; null when the form was not ours. */
export function postedAnswer(
  form: { get(name: string): unknown },
  checks: readonly CheckText[],
): { check: string; choice: number; correct: boolean } | null {
  const check = checks.find((one) => one.id === form.get('check'));
  const choice = Number(form.get('choice') ?? Number.NaN);
  const option = Number.isInteger(choice) ? check?.options[choice] : undefined;
  return check && option ? { check: check.id, choice, correct: option.correct } : null;
}

/** Ids of the checks that a lesson's text does not place by `<Check id="…" />`, in their order. */
export function unplaced(body: string, checks: readonly { id: string }[]): string[] {
  return checks.map(({ id }) => id).filter((id) => !new RegExp(`<Check\\s+id=["']${id}["']`).test(body));
}

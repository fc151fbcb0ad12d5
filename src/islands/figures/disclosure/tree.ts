import type { TermId } from './terms.ts';

export interface Question {
  id: string;
  ask: string;
  answers: { text: string; next: string | null; term: TermId | null }[];
}

const to = (text: string, next: string) => ({ text, next, term: null });
const end = (text: string, term: TermId) => ({ text, next: null, term });

/** Questions in the order in which they are asked; the first is the root. */
export const QUESTIONS: Question[] = [
  {
    id: 'generative',
    ask: 'Did a generative model make any of the pixels?',
    answers: [to('Yes', 'before'), to('No', 'origin')],
  },
  {
    id: 'before',
    ask: 'Was there a picture before it that can still be seen in the result?',
    answers: [end('No, it began with a prompt', 'trainedAlgorithmicMedia'), to('Yes', 'join')],
  },
  {
    id: 'join',
    ask: 'How did the model’s part come in?',
    answers: [
      end('It changed or extended that picture', 'compositeWithTrainedAlgorithmicMedia'),
      end('Finished elements were put together, one of them generated', 'compositeSynthetic'),
    ],
  },
  {
    id: 'origin',
    ask: 'Where does the picture come from?',
    answers: [
      to('One press of a camera’s button', 'since'),
      end('Several photographs put together', 'compositeCapture'),
      end('A scanned print', 'print'),
      end('Drawn, modelled or rendered by a person', 'digitalCreation'),
    ],
  },
  {
    id: 'since',
    ask: 'What has happened to it since?',
    answers: [
      end('Nothing beyond the camera’s own developing', 'digitalCapture'),
      end('The camera merged several frames by itself', 'computationalCapture'),
      end('Noise reduction or sharpening, nothing else', 'algorithmicallyEnhanced'),
      end('Somebody corrected or retouched it by hand', 'humanEdits'),
    ],
  },
];

/**
 * The questions that are asked with the answers given so far (by index, one a question, in order), and the term at the
 * end of them, or null while a question is open. Answers beyond the end are ignored.
 */
export function walk(answers: readonly number[]): { asked: Question[]; term: TermId | null } {
  const asked: Question[] = [];
  let next: string | null = QUESTIONS[0]!.id;
  for (let i = 0; next !== null; i += 1) {
    const question: Question = QUESTIONS.find(({ id }) => id === next)!;
    asked.push(question);
    const given = question.answers[answers[i] ?? -1];
    if (given === undefined) return { asked, term: null };
    if (given.term !== null) return { asked, term: given.term };
    next = given.next;
  }
  return { asked, term: null };
}

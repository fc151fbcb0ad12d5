/** What happened to a run, and what to do next, in words for the learner. */
export interface LabWords {
  title: string;
  text: string;
}

const OWN_TOOL = 'or generate with your own tool and hand in its files';
const TELL = 'Tell whoever runs this school';

const WORDS: Record<string, LabWords> = {
  unreachable: {
    title: 'The generator does not answer',
    text: `It cannot be reached at this moment. Try again in a minute, ${OWN_TOOL}.`,
  },
  'timed-out': {
    title: 'The picture took too long',
    text: 'The generator was given up. Ask for fewer steps or a smaller size.',
  },
  'broken-off': {
    title: 'The generator broke off',
    text: 'Its answer ended in the middle. Try again; when it happens twice, ask for a smaller size.',
  },
  redirected: {
    title: 'The generator sends us elsewhere',
    text: `It answers with another address, and no other than the configured one is called. ${TELL}.`,
  },
  elsewhere: {
    title: 'The picture lies on another server',
    text: `The service names an address that this school may not call. ${TELL}: its origin must be allowed.`,
  },
  'too-much': {
    title: 'The answer is too large',
    text: 'The generator sent more than any picture needs. Ask for a smaller size.',
  },
  'not-understood': {
    title: 'The generator answers in another language',
    text: `What came back is not what this kind of generator says. ${TELL}: kind and address may not fit together.`,
  },
  'no-picture': {
    title: 'No picture came back',
    text: 'The generator ended without a picture; some services do so when they turn a prompt down. Say it in other words and try again.',
  },
  'not-a-picture': {
    title: 'What came back is no picture',
    text: `The bytes cannot be decoded as PNG, JPEG or WebP. Try again; when it happens twice: ${TELL.toLowerCase()}.`,
  },
  'not-looked-at': {
    title: 'The picture could not be looked at',
    text: `Our picture reader broke down over it, twice. That is our failure; try again, and when it happens once more: ${TELL.toLowerCase()}.`,
  },
  'key-refused': {
    title: 'The generator does not let this school in',
    text: `Its key is missing or no longer holds. ${TELL}.`,
  },
  'quota-spent': {
    title: 'The school’s credit with the service is spent',
    text: `No more pictures are made until it is filled up. ${TELL}, ${OWN_TOOL}.`,
  },
  'too-fast': {
    title: 'The service asks for a pause',
    text: 'It takes no more pictures for the moment. Try again in a few minutes.',
  },
  'prompt-refused': {
    title: 'The service turned the prompt down',
    text: 'Its safety rules do not allow what the prompt asks for, or how it says it. Take out names of persons and anything violent or intimate, and say it in other words.',
  },
  'settings-refused': {
    title: 'The generator does not take these settings',
    text: 'Change what it names below and try again.',
  },
  'model-missing': {
    title: 'The generator does not have the model',
    text: `The model that was set up here is not there. ${TELL}.`,
  },
  'generator-failed': {
    title: 'The generator failed',
    text: 'It began and gave up, often for want of memory. Try again with a smaller size.',
  },
  stopped: {
    title: 'The generator was stopped',
    text: 'Somebody stopped it at the generator itself. Try again.',
  },
  'disk-full': {
    title: 'There is no room to keep the picture',
    text: `The disk of this school is full. ${TELL}.`,
  },
  'too-late': {
    title: 'The run has waited too long',
    text: 'It was not begun within an hour, so it is not begun any more. Ask for it again.',
  },
  lost: {
    title: 'The run was lost',
    text: 'The school was stopped several times while it was under way. Ask for it again.',
  },
};

/** Words for the code of a problem; codes of an earlier version have words too. */
export const labWords = (code: string): LabWords => WORDS[code] ?? WORDS['generator-failed']!;

/** What every scaffold is filled with. */
export interface Naming {
  /** A uuid that never changes. */
  id: string;
  title: string;
  track: string;
}

/** The text files of a new exercise, by their path in its folder. */
export type Scaffold = (naming: Naming) => Record<string, string>;

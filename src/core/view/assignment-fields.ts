/** The fields of the form of an assignment, and of an override, that a refusal may speak of. */
export const ASSIGNMENT_FIELDS = ['title', 'work', 'opens', 'due', 'closes', 'late', 'attempts'] as const;
export const OVERRIDE_FIELDS = ['for', 'opens', 'due', 'closes', 'late', 'attempts'] as const;

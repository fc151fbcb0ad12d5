/** Changes whenever the same submission could get another report. */
export const GRADER_VERSION = '1.8.0';

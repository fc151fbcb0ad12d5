import type { Reporter, TestModule } from 'vitest/node';

/** Prints the plain closing line `N passed, N failed[, N skipped]` after vitest's own summary. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<unknown>): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      let any = false;
      for (const test of module.children.allTests()) {
        any = true;
        count[test.result().state] += 1;
      }
      if (!any && module.state() === 'failed') count.failed += 1;
    }
    const failed = count.failed + count.pending + unhandled.length;
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    process.stdout.write(`\n${count.passed} passed, ${failed} failed${skipped}\n`);
  }
}

/** What the suites came to. Skipped tests are known by name; nothing is skipped in silence. */
export class Outcome {
  passed = 0
  /** @type {string[]} */
  failed = []
  /** @type {{ name: string, reason: string }[]} */
  skipped = []
  /** Passed, but at the second try. @type {string[]} */
  wavering = []

  pass(count = 1) {
    this.passed += count
  }

  fail(name) {
    this.failed.push(name)
  }

  skip(name, reason) {
    this.skipped.push({ name, reason })
  }

  /** Lines for people; the last one is the count. */
  lines() {
    return [
      ...this.skipped.map(({ name, reason }) => `skipped: ${name} (${reason})`),
      ...this.wavering.map((name) => `passed at the second try: ${name}`),
      ...this.failed.map((name) => `failed: ${name}`),
      `${this.passed} passed, ${this.failed.length} failed, ${this.skipped.length} skipped`
    ]
  }
}

/** Vitest's JSON report. */
export function addVitest(outcome, report) {
  for (const file of report.testResults) {
    const tests = file.assertionResults
    if (file.status === 'failed' && !tests.some((test) => test.status === 'failed')) outcome.fail(file.name)
    for (const test of tests) {
      if (test.status === 'passed') outcome.pass()
      else if (test.status === 'failed') outcome.fail(test.fullName)
      else outcome.skip(test.fullName, 'not on this machine')
    }
  }
}

/** Every test of Playwright's JSON report, with its front and its own words for why it was skipped. */
function* testsOf(suites, path = []) {
  for (const suite of suites ?? []) {
    const here = [...path, suite.title]
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) yield { test, name: [test.projectName, ...here, spec.title].join(' › ') }
    }
    yield* testsOf(suite.suites, here)
  }
}

/** @param report of a run */
export function addPlaywright(outcome, report) {
  for (const { test, name } of testsOf(report.suites)) {
    if (test.status === 'skipped') {
      const reason = test.annotations.find(
        (note) => note.type === 'skip' || note.type === 'fixme'
      )?.description
      outcome.skip(name, reason ?? 'not on this machine')
    } else if (test.status === 'expected') outcome.pass()
    else if (test.status === 'flaky') {
      outcome.pass()
      outcome.wavering.push(name)
    } else outcome.fail(name)
  }
  for (const error of report.errors ?? []) outcome.fail((error.message ?? 'Playwright failed').split('\n')[0])
}

/** @param report of `playwright test --list`: what would have run */
export function skipPlaywright(outcome, report, reason) {
  for (const { name } of testsOf(report.suites)) outcome.skip(name, reason)
}

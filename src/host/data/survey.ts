/** Of the lines with bytes beyond ASCII: how many are UTF-8, how many are not, and the first 64 KiB of the latter. */
export interface Survey {
  valid: number
  invalid: number
  evidence: Uint8Array
}

const evidenceBytes = 64 * 1024

/** Looks at every line of a file, chunk by chunk. */
export class LineSurvey {
  #valid = 0
  #invalid = 0
  #evidence: Buffer[] = []
  #collected = 0
  #rest = Buffer.alloc(0)
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true })

  push(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      this.#line(bytes.subarray(start, end + 1))
      start = end + 1
    }
    this.#rest = Buffer.from(bytes.subarray(start))
    if (this.#rest.length > evidenceBytes) this.#flush()
  }

  end(): Survey {
    this.#flush()
    return { valid: this.#valid, invalid: this.#invalid, evidence: Buffer.concat(this.#evidence) }
  }

  #flush(): void {
    this.#line(this.#rest)
    this.#rest = Buffer.alloc(0)
  }

  #line(line: Buffer): void {
    if (!line.some((byte) => byte > 127)) return
    if (this.#isUtf8(line)) {
      this.#valid++
      return
    }
    this.#invalid++
    if (this.#collected >= evidenceBytes) return
    this.#collected += line.length
    this.#evidence.push(Buffer.from(line))
  }

  #isUtf8(line: Buffer): boolean {
    try {
      this.#utf8.decode(line)
      return true
    } catch {
      return false
    }
  }
}

/** Surveys the first bytes of a file; its last line may be cut in half and is left aside when there are others. */
export function surveyLines(head: Uint8Array): Survey {
  const survey = new LineSurvey()
  const last = head.lastIndexOf(10)
  survey.push(last > 0 ? head.subarray(0, last + 1) : head)
  return survey.end()
}

import type { TrainerProcess } from '#host/terms'
import { AppError } from '#shared/errors/app-error'
import type { DeviceReport } from '#shared/schemas/devices'
import type { Failure } from '#shared/schemas/failure'
import type { StopReason } from '#shared/schemas/runs'
import { trainerContract, type TrainerEmitter, type TrainerService } from '#shared/trainer-contract'
import { endpointPair } from '#shared/wire/endpoint'
import { trainerLimits } from '#shared/wire/measure'
import { serve } from '#shared/wire/serve'
import { checkpoint, epoch } from '../runs/fixtures'

type StartInput = Parameters<TrainerService['training']['start']>[0]

export const progress = (number: number) => ({
  epoch: number,
  epochs: 3,
  step: number * 10,
  batch: 1,
  batches: 10,
  loss: 0.5,
  rate: 100,
  secondsLeft: 1,
  learningRate: 0.01
})

/** A trainer process whose life a test writes: it starts when asked, and otherwise does what the test says. */
export class FakeTrainer {
  readonly process: TrainerProcess
  readonly emit: TrainerEmitter
  readonly starts: StartInput[] = []
  readonly calls: string[] = []
  readonly kills: string[] = []
  /** The host's answers to checkpoints. */
  readonly acks: (Failure | null)[] = []
  /** Thrown by the next start. */
  refuse: AppError | null = null
  /** Asked to stop, it stores a last state and ends; false: it does nothing. */
  stopsWhenAsked = true
  diesWhenAsked = true
  opened: string[] = []
  devices: DeviceReport[] = [
    { id: 'builtin', name: 'CPU', available: true, inUse: true, reason: null, detail: '', rate: null }
  ]
  #exit: (exit: { code: number | null; signal: string | null }) => void = () => {}
  #gone = false
  #deaf = false
  #sequence = 0
  #onAck = (): void => {}

  constructor(readonly environment: Readonly<Record<string, string>>) {
    const [near, far] = endpointPair()
    const deafable = {
      ...far,
      listen: (listener: (message: unknown) => void) =>
        far.listen((message) => {
          if (!this.#deaf) listener(message)
        })
    }
    const served = serve(trainerContract, deafable, this.#service(), {
      limits: trainerLimits,
      checkOutputs: true
    })
    this.emit = served.emit
    this.process = {
      endpoint: near,
      pid: undefined,
      onExit: (listener) => {
        if (this.#gone) queueMicrotask(() => listener({ code: 1, signal: null }))
        this.#exit = listener
      },
      kill: (signal = 'SIGTERM') => {
        this.kills.push(signal)
        if (signal === 'SIGKILL' || this.diesWhenAsked) this.exit(null, signal)
      }
    }
  }

  /** Sends the end of an epoch and waits for the host's answer. */
  epoch(number: number, best = true): Promise<Failure | null> {
    this.emit.training.progress(progress(number))
    return this.send(number * 10, number, best)
  }

  send(step: number, number: number | null, best: boolean): Promise<Failure | null> {
    const landed = new Promise<void>((resolve) => (this.#onAck = resolve))
    const report = number === null ? null : epoch(number, { best })
    this.emit.training.checkpoint({
      sequence: ++this.#sequence,
      step,
      epoch: report,
      best,
      bytes: checkpoint(step) as Uint8Array<ArrayBuffer>
    })
    return landed.then(() => this.acks[this.acks.length - 1] ?? null)
  }

  end(reason: StopReason, failure: AppError | null = null): void {
    this.emit.training.ended({ reason, failure: failure?.toFailure() ?? null })
  }

  exit(code: number | null, signal: string | null = null): void {
    if (this.#gone) return
    this.#gone = true
    this.#deaf = true
    this.#exit({ code, signal })
  }

  /** Answers nothing any more, and is still there. */
  hang(): void {
    this.#deaf = true
    this.diesWhenAsked = false
  }

  #service(): TrainerService {
    const note = (call: string) => async () => {
      this.calls.push(call)
      return undefined
    }
    return {
      devices: {
        describe: () => this.devices,
        use: () => 'builtin' as const,
        race: () => ({ rate: 50, millisecondsPerBatch: 2 })
      },
      training: {
        start: (input) => {
          this.starts.push(input)
          if (this.refuse) throw this.refuse
          const step = input.checkpoint ? stepOf(input.checkpoint) : 0
          return {
            device: 'builtin' as const,
            parameters: 100,
            batches: 10,
            epoch: Math.floor(step / 10),
            step
          }
        },
        pause: note('pause'),
        resume: note('resume'),
        step: note('step'),
        stop: async () => {
          this.calls.push('stop')
          if (this.stopsWhenAsked) void this.send(15, null, false).then(() => this.end('stopped'))
          return undefined
        },
        setLearningRate: async (rate) => {
          this.calls.push(`rate ${rate}`)
          return undefined
        },
        watch: (names) => names.map((name) => ({ name, label: 'Hill', probability: 1, unknownLetters: 0 })),
        stored: ({ failure }) => {
          this.acks.push(failure)
          this.#onAck()
          return undefined
        }
      },
      names: {
        open: ({ run }) => {
          this.opened.push(run)
          return undefined
        },
        classify: ({ model, names }) => {
          this.#mustHave(model)
          return names.map((name) => ({
            name,
            ranking: [{ label: model.kind, probability: 1 }],
            unknownLetters: 0
          }))
        },
        answers: ({ model, names }) => {
          this.#mustHave(model)
          return {
            classes: Int32Array.from(names, () => 0),
            probabilities: Float32Array.from(names, (_, i) => 0.5 + i / 100)
          }
        }
      }
    }
  }

  #mustHave(model: { kind: string; run: string }): void {
    if (model.kind === 'opened' && !this.opened.includes(model.run)) {
      throw new AppError('model-not-open', { run: model.run })
    }
  }
}

/** The fixtures' checkpoints hold their own step in every weight. */
const stepOf = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset + bytes.byteLength - 4, 4).getFloat32(0, true)

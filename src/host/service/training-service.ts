import type { HostService } from '#shared/contract'
import type { DeviceId } from '#shared/schemas/devices'
import type { DeviceRates } from '../devices/rates'
import type { Answers } from '../training/answers'
import { estimateRun } from '../training/estimate'
import type { Supervisor } from '../training/supervisor'
import type { DataSource } from '../training/terms'

export interface TrainingServiceParts {
  readonly supervisor: Supervisor
  readonly answers: Answers
  readonly data: DataSource
  readonly rates: DeviceRates
  /** The device that 'auto' means now, as far as it is known. */
  inUse(): DeviceId | null
}

export function trainingService(parts: TrainingServiceParts): HostService['training'] {
  const { supervisor, answers, data, rates } = parts
  return {
    estimate: async ({ dataset, config, device }) => {
      const split = { seed: config.seed, heldOut: config.split.heldOut }
      const names = (await data(dataset, split)).parts
      const used = device === 'auto' ? parts.inUse() : device
      const rate = used && rates.get(used)
      return {
        ...estimateRun(config, names),
        secondsPerEpoch: rate ? names.train.names.length / rate : null
      }
    },
    start: (request) => supervisor.start(request),
    pause: async (run) => void (await supervisor.pause(run)) as undefined,
    resume: async (run) => void (await supervisor.resume(run)) as undefined,
    step: async (run) => void (await supervisor.step(run)) as undefined,
    stop: async (run) => void (await supervisor.stop(run)) as undefined,
    kill: async (run) => void (await supervisor.kill(run)) as undefined,
    setLearningRate: async ({ run, learningRate }) =>
      void (await supervisor.setLearningRate(run, learningRate)) as undefined,
    watch: async (names) => {
      const { live, state } = supervisor
      if (live) return (await live.link?.call.training.watch(names)) ?? []
      const run = 'run' in state ? state.run : null
      return run ? answers.watched(run, names).catch(() => []) : []
    },
    state: () => supervisor.state
  }
}

import type { HostService } from '#shared/contract'
import type { DeviceChoice, DeviceId } from '#shared/schemas/devices'
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
  /** Gives 'auto' its meaning, where one is known. */
  resolve(device: DeviceChoice): DeviceChoice
  /** The device that 'auto' means now, as far as it is known. */
  inUse(): DeviceId | null
}

export function trainingService(parts: TrainingServiceParts): HostService['training'] {
  const { supervisor, answers, data, rates } = parts
  return {
    estimate: async ({ dataset, config, device }) => {
      const split = { seed: config.seed, heldOut: config.split.heldOut }
      const names = (await data(dataset, split)).parts
      const resolved = parts.resolve(device)
      const used = resolved === 'auto' ? parts.inUse() : resolved
      const rate = used && rates.get(used)
      return {
        ...estimateRun(config, names),
        secondsPerEpoch: rate ? names.train.names.length / rate : null
      }
    },
    start: (request) => supervisor.start({ ...request, device: parts.resolve(request.device) }),
    pause: async (run) => void (await supervisor.pause(run)) as undefined,
    resume: async (run) => void (await supervisor.resume(run)) as undefined,
    step: async (run) => void (await supervisor.step(run)) as undefined,
    stop: async (run) => void (await supervisor.stop(run)) as undefined,
    kill: async (run) => void (await supervisor.kill(run)) as undefined,
    setLearningRate: async ({ run, learningRate }) =>
      void (await supervisor.setLearningRate(run, learningRate)) as undefined,
    watch: async (names) => {
      const { live, state } = supervisor
      if (live && state.kind === 'loading') return [] // its first epoch brings them
      if (live) return (await live.link?.call.training.watch(names)) ?? []
      const run = 'run' in state ? state.run : null
      return run ? answers.watched(run, names).catch(() => []) : []
    },
    state: () => supervisor.state
  }
}

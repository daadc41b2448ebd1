import type { TrainerService } from '#shared/trainer-contract'
import type { Engine } from './engine'

/** The contract's calls, each handed to the engine as soon as that is loaded. */
export function trainerService(engine: () => Promise<Engine>): TrainerService {
  return {
    devices: {
      describe: async () => (await engine()).devices.describe(undefined),
      use: async (choice) => (await engine()).devices.use(choice),
      race: async (input) => (await engine()).devices.race(input)
    },
    training: {
      start: async (input) => (await engine()).training.start(input),
      pause: async () => (await engine()).training.pause(undefined),
      resume: async () => (await engine()).training.resume(undefined),
      step: async () => (await engine()).training.step(undefined),
      stop: async () => (await engine()).training.stop(undefined),
      setLearningRate: async (rate) => (await engine()).training.setLearningRate(rate),
      watch: async (names) => (await engine()).training.watch(names),
      stored: async (answer) => (await engine()).training.stored(answer)
    },
    names: {
      open: async (input) => (await engine()).names.open(input),
      classify: async (input) => (await engine()).names.classify(input),
      answers: async (input) => (await engine()).names.answers(input)
    }
  }
}

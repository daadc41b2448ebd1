import type { schedules } from '#shared/schemas/names-config'

export type Schedule = (typeof schedules)[number]

/**
 * Share of the learning rate at a step, counted from 0, of `total` steps: constant 1; linear falls to 0; cosine falls as
 * half a cosine (Loshchilov & Hutter 2017, without restarts). Never 0 before `total`.
 */
export function scheduleFactor(schedule: Schedule, step: number, total: number): number {
  const done = Math.min(step / total, 1)
  switch (schedule) {
    case 'constant':
      return 1
    case 'linear':
      return 1 - done
    case 'cosine':
      return (1 + Math.cos(Math.PI * done)) / 2
  }
}

/** The learning rate of every step; it may be changed while training runs. */
export class LearningRate {
  constructor(
    private readonly schedule: Schedule,
    /** Steps of the whole run. */
    private readonly total: number,
    /** Share of all steps over which the rate rises to its value, linearly. */
    private readonly warmUp: number,
    /** The rate at factor 1; part of a checkpoint. */
    public base: number
  ) {}

  at(step: number): number {
    const rising = this.warmUp * this.total
    const risen = rising > 0 ? Math.min(1, (step + 1) / rising) : 1
    return this.base * risen * scheduleFactor(this.schedule, step, this.total)
  }

  /** Makes `rate` the rate of this step, or the one that a warm-up rises to; from there the schedule goes on in proportion. */
  set(rate: number, step: number): void {
    const factor = scheduleFactor(this.schedule, step, this.total)
    this.base = factor > 0 ? rate / factor : rate
  }
}

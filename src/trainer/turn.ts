/** Lets messages and timers of this process have their turn. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

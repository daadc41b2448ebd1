/** Names of the two Electron channels between preload and main: the wire itself is a port. */
export const channels = { wire: 'unroll:wire', files: 'unroll:files' } as const

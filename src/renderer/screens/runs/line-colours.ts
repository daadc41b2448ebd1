/** Up to four runs over each other: told apart by dashes as well. */
export const lineColours = ['var(--train)', 'var(--held-out)', 'var(--good)', 'var(--bad)'] as const
export const lineDashes = [[], [7, 3], [2, 2], [10, 3, 2, 3]] as const

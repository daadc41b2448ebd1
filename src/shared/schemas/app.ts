import { z } from '../zod'
import { deviceChoiceSchema } from './devices'

export const languages = ['en', 'ko'] as const
export const themes = ['system', 'light', 'dark'] as const
export const screens = ['learn', 'names', 'text', 'chat', 'runs', 'devices', 'settings'] as const

export const settingsSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** Null: follow the system. */
  language: z.enum(languages).nullable(),
  theme: z.enum(themes),
  device: deviceChoiceSchema,
  /** Names predicted again after every epoch. */
  watched: z.array(z.string().max(512)).max(50),
  /** What closing the window does while a run lives. */
  closing: z.enum(['ask', 'continue', 'stop']),
  /** The first-launch page has been passed. */
  welcomed: z.boolean(),
  /** The view's own memory of tabs, sizes and last choices: opaque text, small. */
  view: z.string().max(20_000)
})

export const defaultSettings: z.infer<typeof settingsSchema> = {
  formatVersion: 1,
  language: null,
  theme: 'system',
  device: 'auto',
  watched: ['Sung', 'Jungwoo', 'Soojin', 'Nako'], // the four names that 13_2 prints
  closing: 'ask',
  welcomed: false,
  view: ''
}

export const appInfoSchema = z.strictObject({
  version: z.string(),
  front: z.enum(['electron', 'browser']),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  /** The system's language tag. */
  locale: z.string(),
  versions: z.record(z.string(), z.string()),
  /** Shown in Settings and opened by 'folder'; never used by the view as a path. */
  dataFolder: z.string(),
  processor: z.string(),
  cores: z.int()
})

export const linkSchema = z.enum(['source', 'issues', 'folder'])

/** What the application menu asks the view to do. */
export const menuCommandSchema = z.enum([
  'open',
  'settings',
  'shortcuts',
  'train',
  'pause',
  'stop',
  'close-requested',
  ...screens
] as const)

export type Settings = z.infer<typeof settingsSchema>
export type AppInfo = z.infer<typeof appInfoSchema>
export type Language = (typeof languages)[number]
export type Screen = (typeof screens)[number]
export type MenuCommand = z.infer<typeof menuCommandSchema>

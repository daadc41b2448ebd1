import type { en } from './en'
import { data } from './ko/data'
import { devices } from './ko/devices'
import { frame } from './ko/frame'
import { learn, welcome } from './ko/learn'
import { names } from './ko/names'
import { settings } from './ko/settings'

export const ko = { frame, welcome, learn, data, devices, names, settings } satisfies typeof en

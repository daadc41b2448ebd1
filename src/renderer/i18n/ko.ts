import type { en } from './en'
import { data } from './ko/data'
import { devices } from './ko/devices'
import { form } from './ko/form'
import { frame } from './ko/frame'
import { learn, welcome } from './ko/learn'
import { names } from './ko/names'
import { runs } from './ko/runs'
import { settings } from './ko/settings'
import { train } from './ko/train'
import { tryIt } from './ko/try'

export const ko = {
  frame,
  welcome,
  learn,
  data,
  devices,
  names,
  form,
  train,
  tryIt,
  runs,
  settings
} satisfies typeof en

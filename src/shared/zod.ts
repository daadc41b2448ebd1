// zod compiles its checks with `new Function` unless told otherwise, which our content security policy forbids.
// Everything takes `z` from here, so that the setting is in force before the first schema is built.
import { z } from 'zod'

z.config({ jitless: true })

export { z }

import { AppError } from '#shared/errors/app-error'

// The dynamic loader's messages, of glibc and of macOS, turned into one sentence each.
const missingLibrary = /(\S+?\.(?:so|dylib|dll)[\w.]*): cannot open shared object|Library not loaded: (\S+)/
const olderSystem = /version [`'"]?((?:GLIBC|GLIBCXX|CXXABI)_[\d.]+)'? not found/
const otherAbi =
  /did not self-register|different Node\.js version|invalid ELF header|wrong ELF class|incompatible architecture|undefined symbol|symbol not found|not a valid Win32/i

/** Why the native binding did not load, from what the loader threw. */
export function describeLoadFailure(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const library = missingLibrary.exec(message)
  if (library)
    return new AppError('native-library-missing', { file: library[1] ?? library[2] ?? '?' }, message)
  const older = olderSystem.exec(message)
  if (older) return new AppError('native-system-too-old', { what: older[1] ?? '?' }, message)
  if (otherAbi.test(message)) return new AppError('native-wrong-abi', { what: shorten(message) }, message)
  return new AppError('native-load-failed', { what: shorten(message) }, message)
}

const shorten = (message: string): string => (message.split('\n')[0] ?? '').slice(0, 300)

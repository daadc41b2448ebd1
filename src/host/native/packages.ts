import { readFileSync } from 'node:fs'

export type Need = 'python' | 'pip' | 'compiler'

/** Install commands by family of system: Debian's and its children's first, as most readers have it. */
const commands: Record<string, Record<Need, string>> = {
  debian: {
    python: 'sudo apt install python3 python3-venv',
    pip: 'sudo apt install python3-venv',
    compiler: 'sudo apt install build-essential'
  },
  fedora: {
    python: 'sudo dnf install python3 python3-pip',
    pip: 'sudo dnf install python3-pip',
    compiler: 'sudo dnf install gcc-c++'
  },
  suse: {
    python: 'sudo zypper install python3 python3-pip',
    pip: 'sudo zypper install python3-pip',
    compiler: 'sudo zypper install gcc-c++'
  },
  arch: {
    python: 'sudo pacman -S python python-pip',
    pip: 'sudo pacman -S python-pip',
    compiler: 'sudo pacman -S gcc'
  },
  darwin: {
    python: 'xcode-select --install',
    pip: 'xcode-select --install',
    compiler: 'xcode-select --install'
  }
}

const general: Record<Need, string> = { python: 'python3', pip: 'python3-pip', compiler: 'g++' }

/** Families in the words of /etc/os-release (ID and ID_LIKE). */
const families: readonly [RegExp, string][] = [
  [/\b(debian|ubuntu|linuxmint|pop|raspbian)\b/, 'debian'],
  [/\b(fedora|rhel|centos|rocky|almalinux)\b/, 'fedora'],
  [/suse/, 'suse'],
  [/\b(arch|manjaro)\b/, 'arch']
]

/** What to type (or which package to look for) to get a missing program on this system. */
export function installHint(
  need: Need,
  platform: string = process.platform,
  osRelease = readOsRelease()
): string {
  if (platform === 'darwin') return commands['darwin']?.[need] ?? general[need]
  const names = osRelease
    .split('\n')
    .filter((line) => /^ID(_LIKE)?=/.test(line))
    .join(' ')
    .toLowerCase()
  const family = families.find(([pattern]) => pattern.test(names))?.[1]
  return (family && commands[family]?.[need]) || general[need]
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}

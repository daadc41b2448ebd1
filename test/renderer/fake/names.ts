// Made-up surnames in the manner of ten languages: syllables of our own, put together by a seeded stream.

export interface LabelledName {
  readonly name: string
  readonly label: string
}

/** A small seeded stream (mulberry32): numbers in [0, 1). */
export function stream(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface Manner {
  readonly label: string
  readonly rows: number
  readonly starts: string
  readonly middles: string
  readonly ends: string
}

const manners: readonly Manner[] = [
  {
    label: 'German',
    rows: 1690,
    starts: 'Brand Eich Falk Gruen Hart Kest Lind Mohr Stein Wald',
    middles: 'en er el',
    ends: 'bach berg mann hoff stein feld'
  },
  {
    label: 'Italian',
    rows: 1480,
    starts: 'Bal Car Fer Gal Lom Mar Pel Rin Tor Zan',
    middles: 'do li ra te vi',
    ends: 'ni lli etti ano ardi esi'
  },
  {
    label: 'Czech',
    rows: 1310,
    starts: 'Dvo Hor Kada Koze Lysk Novo Prok Skal Vese Zele',
    middles: 'l n r š č',
    ends: 'ák ek ová ský ný íček'
  },
  {
    label: 'Croatian',
    rows: 980,
    starts: 'Babo Barić Dom Grga Ivan Kova Mart Petr Rado Vuk',
    middles: 'č in ov uš',
    ends: 'ić ović ević ak ac'
  },
  {
    label: 'Polish',
    rows: 712,
    starts: 'Adam Bor Dąbr Kow Lew Maz Now Szym Wis Ziel',
    middles: 'an ow al ic',
    ends: 'ski ska czyk iak wicz'
  },
  {
    label: 'English',
    rows: 473,
    starts: 'Ash Brook Clay Dun Gold Hath Lang Nor Thorn Wick',
    middles: 'er ing en',
    ends: 'ton ley worth ford well by'
  },
  {
    label: 'French',
    rows: 410,
    starts: 'Beau Char Dela Four Garn Lef Mont Pell Rous Vill',
    middles: 'au e i o',
    ends: 'rand ier eaux ette ois el'
  },
  {
    label: 'Japanese',
    rows: 284,
    starts: 'Aki Fuji Hana Ishi Kawa Mori Naka Saka Taka Yama',
    middles: 'ka mu ra shi',
    ends: 'moto saki shima zawa da ya'
  },
  {
    label: 'Korean',
    rows: 132,
    starts: 'Bae Cho Han Jeon Kang Moon Nam Seo Yoon Lim',
    middles: '- ',
    ends: 'g n k h m'
  },
  {
    label: 'Finnish',
    rows: 96,
    starts: 'Hei Joki Kor Laak Mäk Niem Pelt Raut Sal Virt',
    middles: 'ko la no so',
    ends: 'nen la inen lainen mäki'
  }
]

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T

function invent(manner: Manner, random: () => number): string {
  const some = (): string => (random() < 0.55 ? pick(manner.middles.split(' '), random) : '')
  const middle = some() + some() + (random() < 0.35 ? pick([...'aeioulnr'], random) : '')
  return (
    pick(manner.starts.split(' '), random) + middle.replace('-', '') + pick(manner.ends.split(' '), random)
  )
}

/** All rows, most frequent class first, with the duplicates and conflicts that invention brings by itself. */
export function inventNames(seed = 7): LabelledName[] {
  const random = stream(seed)
  return manners.flatMap((manner) =>
    Array.from({ length: manner.rows }, () => ({ name: invent(manner, random), label: manner.label }))
  )
}

export const labels = manners.map((manner) => manner.label)

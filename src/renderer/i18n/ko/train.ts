import type { StopReason } from '#shared/schemas/runs'
import type { train as en } from '../en/train'
import { count } from '../numbers'

const n = (value: number): string => count(value, 'ko')

const stops: Record<StopReason, string> = {
  finished: '끝남',
  'early-stop': '검증 점수가 더 오르지 않아 일찍 멈춤',
  stopped: '중지함',
  diverged: '손실이 더는 숫자가 아니어서 멈췄어요. 학습률을 줄이거나 기울기 자르기를 써 보세요.',
  crashed: '예기치 않게 멈춤',
  'disk-full': '디스크가 가득 차서 멈춤',
  closed: '창이 닫혀 멈춤'
}

export const train = {
  empty: {
    title: '아직 학습한 것이 없어요',
    text: (epochs: number, names: string) =>
      `학습을 시작하면 이름 ${names}개를 ${n(epochs)}번 읽고, 어떻게 되어 가는지 여기에 보여 줘요.`,
    cost: (time: string, device: string) => `${device}에서 약 ${time} 걸려요.`,
    costUnknown: '걸리는 시간은 학습하면서 재요.'
  },
  waiting: '첫 에포크가 끝나면 첫 점수가 나와요.',
  headline: {
    unseen: (names: number, counting: string) =>
      `처음 보는 이름 ${n(names)}개 기준 · 글자 세기는 ${counting}`,
    test: (names: number, counting: string) => `시험 이름 ${n(names)}개 기준 · 글자 세기는 ${counting}`,
    clean: (share: string) => `학습 파일에 없는 이름에서는 ${share}`,
    best: (epoch: number) => `에포크 ${n(epoch)}에서 가장 좋았어요`,
    now: (epoch: number) => `에포크 ${n(epoch)}까지`,
    macro: (recall: string, f1: string) => `모든 분류를 똑같이 치면 재현율 ${recall}, F1 ${f1}이에요.`,
    worse: (share: string) => `글자를 세기만 하는 쪽이 더 나아요. ${share}를 맞혀요.`,
    worseLive: (share: string) => `아직은 글자를 세기만 하는 쪽이 더 나아요. ${share}를 맞혀요.`,
    worseHint: '에포크나 은닉 크기를 늘리거나 시드를 바꾸면 넘을 수도 있어요.'
  },
  run: {
    states: stops,
    alive: '학습 중',
    paused: '일시 정지됨',
    model: (preset: string, parameters: string) => `${preset} · 매개변수 ${parameters}개`,
    close: '이 학습 닫기',
    copy: '이 설정 쓰기',
    copied: '이 학습의 설정을 다음 학습에 쓸게요',
    keepGoing: '이어서 학습'
  },
  curves: {
    title: '손실과 정확도',
    lines: {
      trainLoss: '학습 손실',
      heldOutLoss: '검증 손실',
      trainAccuracy: '학습 정확도',
      heldOutAccuracy: '검증 정확도'
    },
    loss: '손실(nats)',
    accuracy: '정확도',
    epoch: '에포크',
    epochAt: (epoch: number) => `에포크 ${n(epoch)}`,
    latest: '최근',
    majority: (label: string, share: string) => `항상 ${label} ${share}`,
    ngram: (share: string) => `글자 세기 ${share}`,
    best: '최고',
    smoothing: '부드럽게',
    smoothingHint: '에포크 안의 학습 손실만 부드럽게 그리고, 점수는 그대로 보여 줘요.',
    log: '손실 로그 눈금',
    table: '숫자로 보기',
    rate: '이름/초',
    seconds: '초',
    learningRate: '학습률',
    clean: '처음 보는 이름 정확도',
    macroRecall: '매크로 재현율',
    macroF1: '매크로 F1'
  },
  confusion: {
    title: '혼동 행렬',
    caption: (epoch: number, best: boolean) =>
      `${best ? `가장 좋았던 에포크 ${n(epoch)}의` : `에포크 ${n(epoch)}까지 학습한`} 검증용 이름이에요. 행은 정답, 열은 신경망의 답, 진하기는 행에서 차지하는 비율이에요.`,
    truth: '정답',
    answer: '신경망의 답',
    counts: '개수',
    cell: (truth: string, answer: string, value: number, share: string) =>
      truth === answer
        ? `${truth}, 맞힌 이름 ${n(value)} 개(${share})`
        : `${truth}, ${answer}로 답한 이름 ${n(value)} 개(${share})`,
    open: 'Enter를 누르면 이름을 볼 수 있어요',
    others: (value: number) => `그 밖의 ${n(value)}개`,
    names: {
      right: (label: string) => `${label}: 맞힌 이름`,
      wrong: (truth: string, answer: string) => `${truth}인데 ${answer}로 답한 이름`,
      text: '검증용 이름을 확신이 큰 순서로 보여 줘요. 하나를 고르면 속을 볼 수 있어요.',
      none: '여기에는 이름이 없어요.',
      name: '이름',
      probability: '확률',
      more: (value: number) => `처음 ${n(value)}개예요.`
    }
  },
  perClass: {
    title: '분류별 점수',
    label: '분류',
    precision: '정밀도',
    recall: '재현율',
    f1: 'F1',
    support: '이름 수',
    precisionHint: '이렇게 답한 이름 가운데 정말 그런 것의 비율',
    recallHint: '실제로 이런 이름 가운데 그렇게 답한 것의 비율',
    f1Hint: '정밀도와 재현율의 조화 평균',
    supportHint: '이 분류의 검증용 이름 수'
  },
  watch: {
    title: '내 이름 목록',
    text: '에포크가 끝날 때마다 다시 답해요.',
    add: '이름 더하기',
    remove: (name: string) => `${name} 빼기`,
    none: '아직 묻지 않았어요',
    unknown: (value: number) => `모르는 글자 ${n(value)}개`,
    look: '들여다보기'
  }
} satisfies typeof en

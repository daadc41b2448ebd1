import type { learn as learnEn, welcome as welcomeEn } from '../en/learn'

export const welcome = {
  title: '순환 신경망이 이름을 읽어 가는 모습을 지켜보세요.',
  text: 'Unroll은 이 컴퓨터에서 작은 신경망을 한 글자씩 학습시키고 그 속을 보여 줘요. 데이터는 밖으로 나가지 않아요.',
  doors: {
    lecture: {
      title: '강의 따라가기',
      text: '순환 신경망의 여덟 가지 주제와, 여기서 직접 해 볼 수 있는 곳.'
    },
    sample: {
      title: '예제 이름으로 학습하기',
      text: (names: string, classes: number) => `${classes}개 언어의 성 ${names}개가 준비되어 있어요.`,
      textUnknown: '여러 언어의 성이 준비되어 있어요.',
      cost: (time: string) => `이 컴퓨터에서 약 ${time} 걸려요.`,
      costUnknown: '이 컴퓨터에서 1분쯤 걸려요.'
    },
    file: {
      title: '내 파일 열기',
      text: '행마다 이름과 분류가 있는 CSV나 텍스트 파일, 또는 Class.txt 파일이 든 폴더. 여기에 끌어다 놓아도 돼요.'
    }
  }
} satisfies typeof welcomeEn

export const learn = {
  title: '여덟 가지 주제로 배우는 순환 신경망',
  lead: '「PyTorch Zero to All」의 RNN 강의예요. 수업은 하나씩 만들고 있고, 지금 해 볼 수 있는 것은 표시해 두었어요.',
  ready: '지금 해 볼 수 있어요',
  coming: '준비 중',
  topics: {
    basics: {
      title: 'RNN 기초',
      text: '셀은 글자를 하나씩 읽고 은닉 상태(hidden state)를 다음으로 넘겨요.',
      tryIt: '해 보기에서 은닉 상태 보기'
    },
    hello: {
      title: 'RNN에게 “hihello” 가르치기',
      text: '글자 여섯 개와 셀 하나. 신경망이 배울 수 있는 가장 작은 수열이에요.',
      tryIt: ''
    },
    embedding: {
      title: '원-핫과 임베딩',
      text: '글자를 목록 속 자리로 나타낼까요, 신경망이 배우는 벡터로 나타낼까요?',
      tryIt: '학습에서 입력 바꿔 보기'
    },
    names: {
      title: '이름 분류',
      text: 'GRU가 이름을 읽고 어느 언어의 이름인지 말해요.',
      tryIt: '이름 분류 열기'
    },
    gpu: {
      title: 'GPU에서 RNN 돌리기',
      text: '같은 신경망을 이 컴퓨터의 장치마다 재 봐요.',
      tryIt: '장치 열기'
    },
    language: {
      title: '문자 언어 모델',
      text: '다음 글자를 맞히며 셰익스피어처럼 글을 써요.',
      tryIt: ''
    },
    forcing: {
      title: '교사 강요(teacher forcing)',
      text: '정답 글자로 배울지, 스스로 추측한 글자로 배울지. 각각 무엇을 얻고 잃을까요?',
      tryIt: ''
    },
    seq2seq: {
      title: '시퀀스 투 시퀀스(seq2seq)',
      text: '한 신경망은 읽고 다른 신경망은 써요. 어텐션이 있으면 어디를 보는지 알 수 있어요.',
      tryIt: ''
    }
  }
} satisfies typeof learnEn

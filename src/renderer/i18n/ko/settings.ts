import type { settings as en } from '../en/settings'

export const settings = {
  appearance: '모양',
  language: '언어',
  languages: { system: '시스템과 같게', en: 'English', ko: '한국어' },
  theme: '테마',
  themes: { system: '시스템과 같게', light: '밝게', dark: '어둡게' },
  training: '학습',
  device: '장치',
  deviceHint: '다음 학습부터 적용돼요. 자세한 것은 장치 화면에 있어요.',
  closing: '학습 중에 창을 닫으면',
  closings: { ask: '물어보기', continue: '계속 학습하기', stop: '저장하고 중지하기' },
  data: '데이터',
  folder: '데이터 폴더',
  folderHint: '학습 기록, 체크포인트, 설정이 들어 있어요. 직접 연 파일은 원래 자리에 그대로 있어요.',
  openFolder: '폴더 열기',
  about: '정보',
  version: '버전',
  aboutText: '순환 신경망 스튜디오예요. 인터넷 없이 돌아가고 아무것도 내보내지 않아요.',
  licence: 'MIT 라이선스',
  source: '소스 코드',
  issues: '문제 알리기',
  shortcuts: '단축키',
  components: '구성 요소',
  machine: '이 컴퓨터',
  cores: (n: number) => `코어 ${n}개`,
  welcome: '첫 화면 다시 보기'
} satisfies typeof en

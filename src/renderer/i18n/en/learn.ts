export const welcome = {
  title: 'Watch a recurrent network learn to read names.',
  text: 'Unroll trains small networks on this computer, letter by letter, and lets you look inside. Nothing leaves the machine.',
  doors: {
    lecture: {
      title: 'Follow the lecture',
      text: 'Eight topics on recurrent networks, and where each one comes alive here.'
    },
    sample: {
      title: 'Train on sample names',
      text: (names: string, classes: number) => `${names} surnames in ${classes} languages, ready to go.`,
      textUnknown: 'Surnames in many languages, ready to go.',
      cost: (time: string) => `About ${time} on this computer.`,
      costUnknown: 'About a minute on this computer.'
    },
    file: {
      title: 'Open my file',
      text: 'A CSV or text file with a name and its class in each row, or a folder of Class.txt files. You can also drop it here.'
    }
  }
}

export const learn = {
  title: 'Recurrent networks in eight topics',
  lead: 'The lecture “RNN” of PyTorch Zero to All. The lessons are being written one by one; what you can already try is marked.',
  ready: 'Ready to try',
  coming: 'Coming',
  topics: {
    basics: {
      title: 'RNN basics',
      text: 'A cell reads one letter at a time and carries a hidden state to the next.',
      tryIt: 'See hidden states in Try'
    },
    hello: {
      title: 'Teach an RNN “hihello”',
      text: 'Six letters, one cell: the smallest sequence a network can learn.',
      tryIt: ''
    },
    embedding: {
      title: 'One-hot or embedding',
      text: 'A letter as a place in a list, or as a vector that the network learns.',
      tryIt: 'Switch the input in Train'
    },
    names: {
      title: 'Classify names',
      text: 'A GRU reads a name and says which language it comes from.',
      tryIt: 'Open Names'
    },
    gpu: {
      title: 'RNN on a GPU',
      text: 'The same network on each device of this computer, measured.',
      tryIt: 'Open Devices'
    },
    language: {
      title: 'Character language model',
      text: 'Guess the next letter, and write in the manner of Shakespeare.',
      tryIt: ''
    },
    forcing: {
      title: 'Teacher forcing',
      text: 'Learn from the right letter or from your own guess, and what each costs.',
      tryIt: ''
    },
    seq2seq: {
      title: 'Sequence to sequence',
      text: 'One network reads, another writes; with attention, one sees what it looks at.',
      tryIt: ''
    }
  }
}

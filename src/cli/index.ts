export {}; process.title = 'cli'

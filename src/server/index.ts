export {}; process.title = 'server'

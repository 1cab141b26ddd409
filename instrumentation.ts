/** Runs once when the server starts, before it answers the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./lib/server/start')
  await start()
}

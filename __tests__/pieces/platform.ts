/** Makes this look like another platform; what it gives undoes that. */
export function pretend(platform: NodeJS.Platform): () => void {
  const own = process.platform
  Object.defineProperty(process, 'platform', { value: platform })
  return () => Object.defineProperty(process, 'platform', { value: own })
}

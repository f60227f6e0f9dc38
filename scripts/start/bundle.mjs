/**
 * The project's own code as one file; its packages stay where they are. Without what tsx adds for every function, it
 * comes up in a third of the time and runs as the built shop does.
 * @param {string} root of the project @param {string} entry @param {string} outfile both from there
 */
export async function bundle(root, entry, outfile) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'error',
  })
}
